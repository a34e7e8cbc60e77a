# Lời của thư và thư điện tử bằng tiếng Việt. Bản dịch này chưa có ai kiểm tra.

subject = Mã bỏ phiếu của bạn: { $title }
greeting = Kính gửi { $name },
letter-scan = để bỏ phiếu, hãy hướng máy ảnh điện thoại vào ô vuông, hoặc mở địa chỉ này:
letter-type = Hoặc mở { $board }, chọn cuộc bầu cử này và nhập mã này:
when = Thời gian bỏ phiếu được thông báo từ { $opens } đến { $closes }.
letter-secret = Ai có mã này đều có thể bỏ phiếu thay bạn. Hãy giữ mã cho riêng mình và đừng đưa thư này cho người khác. Nếu bạn nhận được nhiều mã, chỉ mã mới nhất có hiệu lực.
secrecy = Không ai thấy được bạn chọn gì, kể cả người gửi thư này. Bạn có thể tự kiểm tra rằng lá phiếu của mình được đếm.
mail-open = để bỏ phiếu, hãy mở liên kết này:
mail-secret = Ai có liên kết này đều có thể bỏ phiếu thay bạn. Hãy giữ cho riêng mình và đừng chuyển tiếp thư này. Nếu bạn nhận được nhiều liên kết, chỉ liên kết mới nhất có hiệu lực.
