# Những gì chỉ người giữ khóa đọc.

## Tạo tệp khóa

hold-make = Tạo tệp khóa của bạn
hold-make-why = Bạn cần một tệp khóa duy nhất cho mọi cuộc bầu cử mà bạn là người giữ khóa. Nó được tạo trong trình duyệt này, được mã hóa bằng cụm mật khẩu của bạn và không gửi cho ai.
hold-name = Tên của bạn, như cử tri và những người giữ khóa khác sẽ đọc
hold-name-wrong = Tên phải có từ 1 đến 200 byte, không có ký tự vô hình.
hold-passphrase = Cụm mật khẩu
hold-passphrase-hint = Năm từ ngẫu nhiên hoặc nhiều hơn. Hãy viết ra giấy và cất giấy xa tệp. Không ai đặt lại được cụm mật khẩu: nếu quên, khóa của bạn sẽ mất.
hold-passphrase-again = Nhập lại cụm mật khẩu
hold-passphrase-differ = Hai cụm mật khẩu khác nhau.
hold-passphrase-short = Cụm mật khẩu này ngắn: ai tìm được tệp khóa có thể thử rất nhiều. Năm từ ngẫu nhiên thì tốt hơn.
hold-make-go = Tạo tệp khóa
hold-making = Đang tạo tệp khóa …
hold-save = Lưu tệp khóa của bạn
hold-save-why = Hãy lưu ở nơi bạn sẽ tìm lại được sau vài tháng. Rồi chọn nó bên dưới, để trang này thấy tệp thật sự ở đó.
hold-save-go = Lưu { $name }
hold-read = Chọn tệp mà bạn đã lưu
hold-read-other = Đó là tệp khác. Hãy chọn tệp bạn vừa lưu.
hold-second = Lưu bản sao thứ hai
hold-second-why = Một bản duy nhất sẽ mất cùng một máy tính. Hãy để bản thứ hai trên USB và cất ở nơi khác. Rồi chọn nó ở đó.
hold-public = Đưa khóa công khai cho người tổ chức bầu cử
hold-public-why = Tệp khóa và bản sao thứ hai đều tốt. Hãy gửi cho người tổ chức tệp khác này, { $name }. Nó không bí mật, nhưng người tổ chức phải chắc chắn, qua giọng nói hoặc gặp trực tiếp, rằng nó là của bạn.
hold-public-next = Sau đó chờ liên kết của cuộc bầu cử. Ở đó bạn cần tệp khóa và cụm mật khẩu.

## Mở tệp trong một cuộc bầu cử

hold-open = Mở tệp khóa của bạn
hold-open-files = Tệp khóa của bạn, { $name }
hold-open-hint = Nếu bạn đã lưu tệp seen-… hoặc decided-… của cuộc bầu cử này, hãy chọn chúng cùng lúc. Không có gì rời khỏi trình duyệt này.
hold-open-go = Mở
hold-opening = Đang mở …
hold-open-make = Bạn chưa có tệp khóa: hãy tạo một tệp
hold-you =
    { $trustees ->
       *[other] Bạn là { $trustee }, người giữ khóa { $number } trong { $trustees }.
    }
hold-words = Cuộc bầu cử bằng từ
hold-words-why = Trước khi tham gia, hãy đọc những từ này cho những người giữ khóa khác qua điện thoại. Mọi người phải có cùng các từ, nếu không có kẻ đang cho các bạn xem những cuộc bầu cử khác nhau.

## Việc tiếp theo

hold-keys = Tham gia tạo khóa
hold-keys-why = Những người giữ khóa cùng tạo khóa của cuộc bầu cử, trong ba vòng. Hãy để trang này mở cho đến khi nó báo khóa đã tạo xong: nó tự tiếp tục.
hold-rehearse = Diễn tập
hold-rehearse-why = Hãy chứng minh với mọi người rằng bạn vẫn giải mã được. Không thể mở bỏ phiếu trước khi đủ người giữ khóa đã làm vậy.
hold-decrypt = Kiểm tra tất cả và giải mã
hold-decrypt-why = Trang này đọc và kiểm tra toàn bộ nhật ký, từng lá phiếu, trước khi giải mã phần của bạn trong tổng. Có thể mất vài phút.
hold-verifying = Đã kiểm tra: { $done } trên { $total } dòng
hold-wait-round = Vòng { $round } trên 3: đang chờ { $trustees }.
hold-wait-official = Một người giữ khóa đã khiếu nại về phần khóa của mình. Đang chờ người tổ chức bắt đầu lại việc tạo khóa.
hold-wait-roll = Khóa đã tạo xong. Tiếp theo bạn sẽ diễn tập, khi danh sách cử tri được niêm phong. Bạn có thể đóng trang này và quay lại khi người tổ chức gọi.
hold-wait-witnesses = Đang chờ các nhân chứng xác nhận hòm phiếu đã đóng.
hold-wait-ready = { $ready } trên { $needed } người giữ khóa đã sẵn sàng giải mã. Đang chờ vài người trong số { $trustees }.
hold-waiting = Trang này tự xem lại sau mỗi vài giây.
hold-rest-rehearsed = Bạn đã diễn tập. Hãy quay lại khi bỏ phiếu kết thúc, và giữ kỹ tệp khóa.
hold-rest-voting = Bỏ phiếu đang diễn ra. Hãy quay lại khi kết thúc, và giữ kỹ tệp khóa.
hold-rest-decrypted = Phần giải mã của bạn đã ở trong nhật ký. Không còn việc gì phải làm.
hold-rest-finished = Kết quả đã được công bố. Không còn việc gì phải làm.
hold-rest-withheld = Có quá ít phiếu nên không giải mã gì: chúng sẽ tiết lộ ai đã chọn gì.
hold-rest-aborted = Cuộc bầu cử đã kết thúc mà không có kết quả. Không còn việc gì phải làm.
hold-rest-refresh = Khóa đang được chuyển cho những người giữ khóa khác. Việc đó làm bằng chương trình tally, không phải trên trang này: hướng dẫn cho người giữ khóa nói rõ cách làm.
hold-rest-former = Bạn đã chuyển phần khóa của mình. Hãy hủy tệp khóa này và các bản sao, trừ khi cuộc bầu cử khác cần đến.

## Những gì được giữ lại

hold-decide = Lưu điều bạn đã quyết định
hold-decide-why = Toàn bộ nhật ký hợp lệ. Nhưng cuộc bầu cử này không có nhân chứng: chỉ một tệp của bạn mới ngăn được máy chủ sau này cho bạn xem một hòm phiếu khác để biết từng phiếu. Hãy lưu nó cạnh tệp khóa, và chọn cả hai mỗi khi mở tệp khóa.
hold-seen = Những gì bạn đã thấy trong nhật ký
hold-seen-why = Để máy chủ phải giữ đúng những gì đã cho bạn xem, hãy lưu tệp này cạnh tệp khóa, và lần sau chọn cả hai.

## Những gì không được làm

hold-no-stranger = Khóa trong tệp này không thuộc người giữ khóa nào của cuộc bầu cử này. Nếu đúng tệp và đúng cuộc bầu cử, hãy báo người tổ chức: có thể ai đó đã tráo khóa công khai của bạn.
hold-no-keys = Không thể tạo khóa: phần của một người giữ khóa bị sai, như chi tiết cho biết. Hãy cho người tổ chức xem điều này.
hold-no-decided = Trước đây bạn đã quyết định giải mã một hòm phiếu khác của cuộc bầu cử này. Bạn chỉ giải mã một hòm: có thể ai đó đang cố biết từng phiếu. Hãy báo những người giữ khóa khác và người tổ chức.
hold-no-part = Phần của bạn trong nhật ký bị sai và không thể thay thế. Những người khác làm được mà không cần nó. Hãy báo cho họ, và nhờ kiểm tra máy tính này.
hold-no-record = Nhật ký không qua được kiểm tra, và không có gì được giải mã. Hãy báo người tổ chức và những người giữ khóa khác.
hold-no-lines = Máy chủ cho xem những dòng nhật ký khác trước, hoặc ít hơn. Đừng làm gì thêm trong cuộc bầu cử này. Hãy báo những người giữ khóa khác và người tổ chức.
hold-no-passphrase = Cụm mật khẩu này không mở được tệp. Chú ý chữ hoa, chữ thường và ngôn ngữ bàn phím. Nếu bạn chắc chắn, tệp đã hỏng: hãy dùng bản sao thứ hai.
hold-no-file = Trong số này không có tệp khóa, hoặc nó đã hỏng: hãy dùng bản sao thứ hai.
hold-no-other = { $name } không thuộc cuộc bầu cử này, hoặc đã hỏng. Hãy bỏ nó ra, hoặc dùng bản khác.
