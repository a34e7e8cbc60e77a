# Lời trên các trang bỏ phiếu bằng tiếng Việt. Chưa có ai kiểm tra bản dịch này.

## All pages

navigation = Trình đơn chính
language = Ngôn ngữ
language-missing = Không tải được lời bằng { $language }. Hãy kiểm tra kết nối rồi thử lại.
translation-unreviewed = Chưa có ai kiểm tra bản dịch này.
all-elections = Mọi cuộc bỏ phiếu trên máy chủ này
page-missing = Không có trang này
page-missing-hint = Hãy kiểm tra địa chỉ: đường dẫn của cử tri phải được chép đầy đủ.
one-moment = Xin chờ một chút …
try-again = Thử lại
details = Chi tiết
refusal-signed = Lời từ chối có chữ ký của máy chủ
refusal-keep = Trình duyệt của bạn đã kiểm tra chữ ký của máy chủ. Nếu bạn cho rằng lời từ chối là sai, hãy giữ văn bản này làm bằng chứng.

## What can go wrong

trouble-no-worker = Trình duyệt này không mở được phòng phiếu. Hãy tải lại trang hoặc dùng trình duyệt khác.
trouble-old-browser = Trình duyệt này không có Web Workers hoặc WebAssembly. Xin dùng trình duyệt mới hơn.
trouble-unexpected = Phòng phiếu trả lời khác mong đợi. Hãy tải lại trang.
trouble-worker-ended = Chương trình đã dừng giữa chừng, có thể vì thiếu bộ nhớ. Hãy tải lại trang.
trouble-no-election-id = Địa chỉ này thiếu mã của cuộc bỏ phiếu. Hãy chép đầy đủ đường dẫn trong thư hoặc tin nhắn của bạn.
trouble-unreachable = Không liên lạc được với máy chủ. Không mất gì cả: hãy kiểm tra kết nối rồi thử lại.
trouble-not-found = Máy chủ không biết cuộc bỏ phiếu này. Bạn đã chép đầy đủ đường dẫn chưa?
trouble-busy = Máy chủ đang quá tải hoặc gặp sự cố. Không mất gì cả: hãy thử lại sau.
trouble-overtaken = Máy chủ từ chối vì có việc khác đến trước. Không có gì được ghi.
trouble-refused = Máy chủ từ chối. Không có gì được ghi.
trouble-unsigned = Máy chủ từ chối mà không ký vào câu trả lời, dù phải ký. Hãy ghi lại mã theo dõi và báo cho ban tổ chức.
trouble-misunderstood = Không hiểu được câu trả lời của máy chủ. Hãy thử lại sau, và báo cho ban tổ chức nếu vẫn vậy.
trouble-log = Nhật ký của cuộc bỏ phiếu này có lỗi. Đừng bỏ phiếu ở đây lúc này, và hãy báo cho ban tổ chức.
trouble-not-entered = Chưa mở cuộc bỏ phiếu nào. Hãy tải lại trang.
trouble-no-code = Chưa nhập mã cử tri. Hãy mở lại đường dẫn của bạn.
trouble-not-open = Việc bỏ phiếu chưa bắt đầu.
trouble-not-sealed = Không niêm phong được lá phiếu của bạn. Hãy quay lại phần lựa chọn và thử lại.
trouble-no-ballot = Chưa có lá phiếu nào được niêm phong. Hãy tải lại trang.
trouble-receipt = Biên nhận của máy chủ không phải cho lá phiếu này. Hãy ghi lại mã theo dõi và báo cho ban tổ chức.
trouble-unproven = Máy chủ không chứng minh được đây là nhật ký mà các nhân chứng của cuộc bỏ phiếu thấy. Đừng bỏ phiếu ở đây lúc này. Hãy thử lại sau một phút, và báo cho ban tổ chức nếu vẫn vậy.

## Where an election stands

phase-key = Đang chuẩn bị: những người giữ khóa đang tạo khóa của cuộc bỏ phiếu.
phase-roll = Đang chuẩn bị: danh sách cử tri sắp có.
phase-rehearsal = Đã sẵn sàng: sắp bắt đầu bỏ phiếu.
phase-voting = Đang mở bỏ phiếu.
phase-decryption = Đã đóng. Những người giữ khóa đang giải mã tổng các lá phiếu.
phase-withheld = Đã đóng. Có quá ít lá phiếu nên việc đếm sẽ lộ ra ai đã chọn gì: không có kết quả.
phase-finished = Đã xong. Kết quả đã được công bố.
phase-aborted = Ban tổ chức đã kết thúc mà không có kết quả.

## Elections

elections = Các cuộc bỏ phiếu
elections-asking = Đang hỏi máy chủ …
elections-none = Máy chủ này chưa có cuộc bỏ phiếu nào.

## One election

election = Cuộc bỏ phiếu
election-vote = Bỏ phiếu bằng mã của bạn
election-voters = Cử tri trong danh sách
election-voted = Cử tri đã bỏ phiếu
election-id = Mã của cuộc bỏ phiếu:
trustees = Người giữ khóa
trustees-all = { $trustees ->
   *[other] Cần đủ cả { $trustees } người để giải mã tổng các lá phiếu.
}
trustees-some = Bất kỳ { $threshold } trong { $trustees } người này có thể cùng nhau giải mã tổng các lá phiếu; ít hơn thì không thể.
trustee-decrypted = { $trustee }: đã giải mã
trustee-intent = { $trustee }: sắp giải mã
trustee-rehearsed = { $trustee }: giữ một phần khóa và đã chứng minh điều đó
trustee-confirmed = { $trustee }: giữ một phần khóa
trustee-committed = { $trustee }: đang tham gia tạo khóa
trustee-absent = { $trustee }: chưa tham gia

## The result, verified in the browser

result = Kết quả
verified = Trình duyệt của bạn đã kiểm tra { $lines ->
   *[other] { $lines } dòng
}, trong đó có { $ballots ->
   *[other] { $ballots } lá phiếu
}: { $checks ->
   *[other] tất cả { $checks } phép kiểm tra áp dụng đều đạt.
}
verified-so-far = Trình duyệt của bạn đã kiểm tra { $lines ->
   *[other] { $lines } dòng
} và không thấy gì sai; cuộc bỏ phiếu chưa kết thúc.
verified-faults = Trình duyệt của bạn đã tìm thấy lỗi trong hồ sơ này. Đừng tin kết quả nào từ hồ sơ này.
finding-line = Phép kiểm tra { $check } không đạt ở dòng { $line }.
finding-record = Phép kiểm tra { $check } không đạt.
finding-more = Các lỗi khác cùng loại: { $count }
checks = Những gì đã kiểm tra và những gì chưa
check-passed = Đạt: { $check }
check-failed = Không đạt: { $check }
check-not-run = Chưa chạy: { $check }
check-p1 = mỗi dòng ở dạng chuẩn tắc
check-p2 = phiên bản giao thức và các phương pháp đều đã biết
check-p3 = không khóa, bản mã hay cam kết nào là phần tử đơn vị
check-p4 = bản khai hợp lý
check-p5 = các khóa và mã định danh đúng như đã biết từ nơi khác
check-l1 = mỗi dòng nêu dòng trước nó
check-l2 = các gốc Merkle và chữ ký của nhật ký
check-l3 = mọi điểm kiểm soát đều của cùng một cây
check-l4 = các nhân chứng đã cùng ký
check-l5 = các bản sao và biên nhận trước đây thuộc nhật ký này
check-l6 = các giai đoạn đúng thứ tự, mỗi dòng do đúng vai trò và một lần
check-k1 = những người giữ khóa khác nhau và ngưỡng của họ khả thi
check-k2 = mỗi người giữ khóa cam kết, rồi trao đúng điều đã cam kết
check-k3 = mỗi người giữ khóa biết bí mật của phần khóa mình
check-k4 = mỗi người giữ khóa trao một phần cho từng người khác
check-k5 = mọi người giữ khóa xác nhận khóa mà ai cũng tính được
check-k6 = mỗi người giữ khóa khi bàn giao đã trao đúng phần của mình
check-k7 = khóa được bàn giao vẫn là khóa cũ, và chỉ những người đang giữ mới giải mã
check-e1 = danh sách được sắp xếp, không trùng, trong giới hạn và do người lập danh sách niêm phong
check-e2 = danh sách không đổi sau khi mở bỏ phiếu
check-b1 = mỗi lá phiếu là cho cuộc bỏ phiếu này và các câu hỏi của nó
check-b2 = mọi thứ cử tri gửi đều của các mã trong danh sách
check-b3 = mọi thứ cử tri gửi đều được ký bằng mã của họ
check-b4 = mỗi lá phiếu chứa lựa chọn mà quy tắc cho phép
check-b5 = các lá phiếu của mỗi mã nối tiếp nhau
check-b6 = không lá phiếu hay bản mã nào xuất hiện hai lần
check-b7 = các mã theo dõi đã cho có trong nhật ký
check-c1 = các lá phiếu được mở đã được báo trước khi mở
check-c2 = các lá phiếu được mở chứa đúng điều đã mở ra
check-c3 = không lá phiếu đã mở nào được bỏ
check-t1 = mỗi mã được tính một lá phiếu
check-t2 = tổng các lá phiếu được tính là thứ mà những người giữ khóa đã giải mã
check-t3 = không giải mã gì từ quá ít lá phiếu
check-t4 = những người giữ khóa thống nhất một thùng phiếu đã đóng trước khi giải mã
check-d1 = đủ người giữ khóa đã giải mã
check-d2 = mỗi phần giải mã đều được chứng minh
check-d3 = không người giữ khóa nào giải mã thứ khác
check-d4 = bất kỳ nhóm đủ người giữ khóa nào cũng cho cùng con số
check-d5 = mỗi con số nằm trong giới hạn của nó
check-r1 = các con số theo đúng quy tắc của các câu hỏi
check-r2 = mỗi câu hỏi và lựa chọn đều có con số
check-r3 = các lựa chọn dẫn đầu là những lựa chọn có số cao nhất
check-r4 = các con số công bố là những con số đã giải mã
result-option = Lựa chọn
result-count = Số
blank-votes = Phiếu trắng

## Booth: arriving

voting = Bỏ phiếu
voting-not-now = Bây giờ bạn không thể bỏ phiếu.
election-standing = Tình hình của cuộc bỏ phiếu này
voter-code-heading = Mã cử tri của bạn
voter-code = Mã cử tri
voter-code-hint = 28 chữ và số trong thư hoặc tin nhắn của bạn. Chữ hoa hay chữ thường, có hay không có gạch nối đều được.
go-on = Tiếp tục
voting-ends = Thời điểm kết thúc đã báo: { $closes }, theo giờ của bạn.
watch-behind = Các nhân chứng của cuộc bỏ phiếu này chưa xác nhận phần mới nhất của nhật ký. Bạn có thể bỏ phiếu, nhưng hãy giữ biên nhận và xem lại sau.
watch-nobody = Không có nhân chứng nào theo dõi nhật ký của cuộc bỏ phiếu này: chỉ người đọc nhật ký mới biết được máy chủ có cho mọi người thấy cùng một điều hay không. Hãy giữ biên nhận.
code-length = Mã cử tri có 28 chữ và số; mã này có { $found }. Hãy so với thư hoặc tin nhắn của bạn.
code-character = Ký tự { $character } ở vị trí { $position } không thể có trong mã cử tri. Hãy so với thư hoặc tin nhắn của bạn.
code-typing-error = Mã cử tri này bị gõ sai. Hãy so với thư hoặc tin nhắn của bạn.
code-unknown = Mã này không có trong danh sách của cuộc bỏ phiếu này. Đây có đúng là mã cho cuộc bỏ phiếu này không?
voted-already = Bạn đã bỏ phiếu, và cuộc bỏ phiếu này không cho bỏ phiếu lại. Nếu không phải bạn đã bỏ, hãy báo ngay cho ban tổ chức.
voter-new = Bạn chưa bỏ phiếu.
voter-again = Bạn đã bỏ phiếu ở vị trí { $position } của nhật ký. Nếu bỏ phiếu lại, lá phiếu đó sẽ được thay thế.
voter-weight = { $weight ->
   *[other] Lá phiếu của bạn được tính { $weight } lần.
}

## Booth: choosing

choices = Lựa chọn của bạn
nothing-sent = Chưa có gì được gửi đi.
review-button = Xem lại lá phiếu
next-contest = Câu hỏi tiếp theo
previous-contest = Câu hỏi trước
contest-of = Câu hỏi { $number } trong { $count }
blank-vote = Phiếu trắng
blank-vote-hint = Không chọn mục nào. Được tính là phiếu trắng.
rule-choose-one = Chọn một mục.
rule-choose-or-none = Chọn tối đa { $maximum } mục, hoặc không chọn mục nào.
rule-choose-exactly = Chọn đúng { $maximum } mục.
rule-choose-up-to = Chọn tối đa { $maximum } mục.
rule-choose-between = Chọn từ { $minimum } đến { $maximum } mục.
rule-score = Cho mỗi mục từ 0 đến { $bound } điểm.
rule-share-up-to = Chia tối đa { $maximum ->
   *[other] { $maximum } điểm.
}
rule-share-exactly = Chia đúng { $maximum ->
   *[other] { $maximum } điểm.
}
rule-share-between = Chia từ { $minimum } đến { $maximum } điểm.
rule-divide-up-to = Chia tối đa { $maximum } cho các mục này.
rule-divide-exactly = Chia đúng { $maximum } cho các mục này.
rule-divide-between = Chia từ { $minimum } đến { $maximum } cho các mục này.
rule-most-for-one = Nhiều nhất { $bound } cho một mục.
used-points = { $sum ->
   *[other] Đã cho { $sum } điểm
}
used-chosen = Đã chọn { $sum } trong { $most }
used-chosen-all = Đã chọn { $sum } trong { $most }. Muốn chọn mục khác, hãy bỏ bớt một mục trước.
used-points-of = Đã cho { $sum } trong { $most } điểm
used-divided = Đã chia { $sum } trong { $most }; còn { $left }
used-too-much = Đã chia { $sum } trong { $most }: thừa { $excess }
amount-wrong = Hãy gõ một số nguyên không quá { $bound }, bằng chữ số.
choice-incomplete = Câu trả lời của bạn ở đây chưa đủ.

## Booth: review and sealing

review = Xem lại lá phiếu của bạn
review-nothing = Ở đây chưa chọn gì.
choice-points = { $points ->
   *[other] { $points } điểm
}
review-hint = Chưa có gì được gửi đi. Bước tiếp theo mã hóa lá phiếu của bạn trên thiết bị này.
seal-button = Niêm phong lá phiếu
change-button = Thay đổi
sealing = Đang niêm phong lá phiếu của bạn
sealing-progress = Đang niêm phong

## Booth: sealed, then cast or opened

sealed = Đã niêm phong, chưa bỏ vào thùng
sealed-explained = Lá phiếu của bạn đã được mã hóa trên thiết bị này. Nó chưa ở trong thùng phiếu cho đến khi bạn bỏ vào.
sealed-tracker = Mã theo dõi, để bạn tìm lá phiếu trong nhật ký:
cannot-cast = Không thể bỏ lá phiếu này. Nếu trong lúc đó bạn đã bỏ phiếu trên thiết bị khác thì lá phiếu kia được tính, và bạn có thể thay nó: hãy bắt đầu lại bằng mã của bạn.
start-again = Bắt đầu lại
being-opened = Lá phiếu này đang được mở ra: nó chưa được bỏ vào thùng.
check-again-button = Thử kiểm tra lại
cast-button = Bỏ lá phiếu này
cast-again-button = Thử bỏ lá phiếu này lần nữa
check-button = Kiểm tra trước
check-why = Khi kiểm tra, lá phiếu này được mở ra cho mọi người xem, để bạn biết nó đã được niêm phong trung thực. Sau đó không thể bỏ nó nữa; bạn sẽ niêm phong một lá mới. Tốt nhất hãy thử với lựa chọn giả vờ.
cast-again-safe = Thử lại là an toàn: cùng một lá phiếu không bao giờ được tính hai lần.

## A tracker: a ballot's name, which people compare

tracker-picture = Hình: { $shapes }
tracker-shape = { $shape } màu { $colour }
colour-black = đen
colour-blue = xanh dương
colour-orange = cam
colour-yellow = vàng
shape-circle = hình tròn
shape-square = hình vuông
shape-triangle = hình tam giác
shape-diamond = hình thoi
shape-cross = hình chữ thập
shape-ring = vòng tròn
shape-star = ngôi sao
shape-moon = mặt trăng
tracker-code = Mã QR của mã theo dõi
tracker-code-hint = Dùng máy ảnh của điện thoại, mã này dẫn đến lá phiếu của bạn trong nhật ký công khai bất cứ lúc nào.
tracker-line = Dòng { $line } của nhật ký công khai

## Booth: the receipt

cast = Lá phiếu của bạn đã ở trong thùng phiếu
cast-promised = Lá phiếu của bạn đã được nhận: đã hứa, chưa chứng minh
cast-promised-line = Máy chủ đã ký rằng lá phiếu của bạn là dòng { $line } của nhật ký công khai. Máy chủ chưa chứng minh lá phiếu đã ở đó. Trang này tiếp tục hỏi. Bạn cũng có thể lưu biên nhận bây giờ và xem sau: máy chủ bị ràng buộc bởi biên nhận.
cast-unwitnessed-line = Lá phiếu của bạn là dòng { $line } của nhật ký mà máy chủ đã ký. Các nhân chứng chưa xác nhận điều đó. Trang này tiếp tục hỏi. Bạn cũng có thể lưu biên nhận bây giờ và xem sau.
cast-broken = Máy chủ không giữ lời hứa
cast-broken-line = Máy chủ đã ký rằng lá phiếu của bạn là dòng { $line } của nhật ký công khai, nhưng thứ hiện ở đó không phải lá phiếu của bạn. Hãy lưu biên nhận: nó chứng minh điều này. Hãy báo cho ban tổ chức.
cast-missing-line = Máy chủ đã ký rằng lá phiếu của bạn là dòng { $line } của nhật ký công khai, nhưng nhật ký của nó chưa đến dòng đó. Trang này tiếp tục hỏi. Hãy lưu biên nhận: máy chủ bị ràng buộc bởi biên nhận. Nếu vẫn như vậy, hãy báo cho ban tổ chức.
cast-line = Đó là dòng { $line } của nhật ký công khai. Bạn có thể đóng trang này.
your-tracker = Mã theo dõi của bạn:
tracker-keep = Hãy giữ mã này: nhờ nó ai cũng thấy được lá phiếu của bạn vẫn còn trong nhật ký, và không ai thấy được bạn đã chọn gì.
receipt-signed = Biên nhận có chữ ký của máy chủ
receipt-keep = Trình duyệt của bạn đã kiểm tra chữ ký của máy chủ. Hãy giữ văn bản này làm bằng chứng.
receipt-checked = Những gì trình duyệt của bạn đã kiểm tra
receipt-signature = Máy chủ đã ký rằng nó có lá phiếu của bạn.
receipt-included = Lá phiếu của bạn có trong nhật ký gồm { $lines ->
   *[other] { $lines } dòng
} mà máy chủ đã ký.
receipt-not-included = Máy chủ chưa cho thấy lá phiếu của bạn có trong nhật ký.
receipt-witnessed = Các nhân chứng đã xác nhận nhật ký đó: { $witnesses }
receipt-unwitnessed = Chưa có nhân chứng nào xác nhận.
receipt-nobody = Cuộc bỏ phiếu này không có nhân chứng.
receipt-track = Tìm lá phiếu của bạn trong nhật ký
save-file = Lưu biên nhận
save-refusal = Lưu lời từ chối
save-image = Lưu thành hình
save-paper = In hoặc lưu thành PDF
save-evidence = Lưu bằng chứng
election-standing-later = Tình hình của cuộc bỏ phiếu này, và sau này là kết quả

## Booth: a practice ballot, opened

opened = Lá phiếu thử của bạn, đã mở
opened-explained = Đây là điều đã được niêm phong trong lá phiếu có mã theo dõi mà bạn đã thấy. Có đúng là điều bạn đã chọn không? Nếu không, đừng bỏ phiếu trên thiết bị này, và hãy báo cho ban tổ chức.
opened-tracker = Mã theo dõi của nó:
opened-line = Đó là dòng { $line } của nhật ký công khai, nơi ai cũng kiểm tra được. Lá phiếu thử này không bao giờ có thể bỏ vào thùng.
opened-not-voted = Bạn chưa bỏ phiếu.
opened-next = Mọi người đều thấy nội dung của lá phiếu thử. Nếu muốn giữ kín lựa chọn thật, hãy thay đổi bây giờ và niêm phong trong một lá phiếu mới.
opened-change = Thay đổi lựa chọn
opened-same = Niêm phong lại cùng lựa chọn
opened-elsewhere = Kiểm tra trên thiết bị khác
opened-elsewhere-why = Thiết bị này có thể cho bạn thấy bất cứ điều gì. Hãy quét mã này bằng thiết bị khác, ví dụ điện thoại của một người bạn: nó tự kiểm tra lá phiếu thử và cho bạn thấy điều đã được niêm phong.
opened-code = Mã QR của trang kiểm tra lá phiếu thử này
opened-save = Lưu cho thiết bị không có máy ảnh

## Checking a practice ballot on another device

check = Kiểm tra một lá phiếu thử
check-explained = Ở đây bạn thấy, không phụ thuộc thiết bị bạn dùng để bỏ phiếu, điều đã được niêm phong trong một lá phiếu thử. Không việc gì bạn làm ở đây thay đổi phiếu nào.
check-running = Đang kiểm tra lá phiếu thử …
check-held = Đã kiểm tra: đây là điều đã được niêm phong
check-held-explained = Lá phiếu thử chứa đúng những lựa chọn này. Có phải điều bạn đã chọn trên thiết bị kia không?
check-tracker = Mã theo dõi của lá phiếu thử:
check-compare = Hãy so với mã theo dõi trên thiết bị kia: hình trước, rồi đến chữ. Nếu giống nhau và lựa chọn là của bạn thì thiết bị kia đã niêm phong trung thực. Nếu không, đừng bỏ phiếu trên thiết bị kia, và hãy báo cho ban tổ chức.
check-line = Đó là dòng { $line } của nhật ký công khai.
check-proven = Các nhân chứng mà cuộc bỏ phiếu này yêu cầu đã xác nhận nhật ký đó.
check-not-proven = Các nhân chứng chưa xác nhận phần đó của nhật ký.
check-given = Dùng tệp hoặc văn bản
check-given-hint = Thiết bị kia lưu lá phiếu thử thành tệp có hai dòng của nhật ký.
check-file = Tệp của lá phiếu thử
check-text = Hoặc văn bản của nó
check-go = Kiểm tra
check-unreadable = Đây không phải lá phiếu thử: nó có hai dòng mà thiết bị kia đã lưu. Hãy chép đầy đủ cả hai.
check-no-lines = Nhật ký chưa có các dòng của lá phiếu thử. Hãy thử lại sau giây lát.
check-wrong = Lá phiếu thử này không chứa điều nó khai. Đừng bỏ phiếu trên thiết bị đã tạo ra nó, và hãy báo cho ban tổ chức.
check-cast-too = Lá phiếu này vừa được mở vừa được bỏ vào thùng, điều không được phép. Hãy báo cho ban tổ chức.
check-not-in-log = Dòng { $line } không có như vậy trong nhật ký công khai. Đừng bỏ phiếu trên thiết bị đã tạo ra nó, và hãy báo cho ban tổ chức.

## Whether the server sends the right pages

integrity = Đây có đúng là các trang cần có không?
integrity-why = Thiết bị của bạn làm gì với lá phiếu là do các trang này bảo. Vì vậy ban tổ chức đã công bố, cùng với cuộc bỏ phiếu, chính xác đó là những trang nào. Trình duyệt của bạn hỏi máy chủ từng tệp một lần nữa và so sánh.
integrity-asking = Đang so sánh …
integrity-same = { $files ->
   *[other] Cả { $files } tệp mà máy chủ vừa gửi đều đúng là các tệp ban tổ chức đã công bố.
}
integrity-different = Máy chủ không gửi các tệp mà ban tổ chức đã công bố. Đừng bỏ phiếu ở đây, và hãy báo cho ban tổ chức. Những tệp sau bị thiếu hoặc khác:
integrity-unpinned = Ban tổ chức chưa công bố cuộc bỏ phiếu này dành cho những trang nào: không có gì để so sánh.
integrity-digest = Mã băm của các trang, như ban tổ chức đã công bố:
integrity-limits = Điều này không cho thấy gì
integrity-limit-self = Một trang không thể tự bảo đảm cho mình. Nếu ai đó đã thay các trang này thì trang này cũng có thể đã bị thay và nói bất cứ điều gì. Một chương trình không phải là trang làm tốt hơn: verifier-cli booth, trên máy tính khác.
integrity-limit-others = Máy chủ có thể gửi các trang khác cho người khác, hoặc vào lúc khác.
integrity-limit-device = Thiết bị, trình duyệt và các tiện ích của bạn không được xem xét. Việc đó do kiểm tra lá phiếu thử bằng thiết bị thứ hai làm.
integrity-back = Tình hình của cuộc bỏ phiếu này

## One election, in detail

live = Trang này tự theo dõi cuộc bỏ phiếu.
live-paused = Trang này đang tạm dừng.
live-pause = Tạm dừng
live-go-on = Tiếp tục
election-reason = Ban tổ chức cho biết lý do:
election-ballots = Lá phiếu, kể cả phiếu đã được thay
election-practice = Lá phiếu thử
election-for-voters = Cho cử tri
election-for-trustees = Cho người giữ khóa
election-for-observers = Cho mọi người
election-voter-wait = Hãy đợi mã cử tri: việc bỏ phiếu chưa bắt đầu.
election-track = Tìm lá phiếu của bạn
election-trustee-key = Hãy tham gia tạo khóa bằng chương trình của bạn.
election-trustee-rehearse = Hãy chứng minh bằng chương trình rằng bạn vẫn giải mã được.
election-trustee-wait = Hãy giữ kỹ tệp khóa cho đến khi bỏ phiếu kết thúc.
election-trustee-decrypt = Hãy kiểm tra nhật ký và giải mã bằng chương trình của bạn.
election-verify = Kiểm tra toàn bộ nhật ký trong trình duyệt này
election-questions = Nội dung bỏ phiếu
timeline = Diễn biến của cuộc bỏ phiếu
timeline-key = Những người giữ khóa tạo khóa.
timeline-roll = Danh sách cử tri được niêm phong và những người giữ khóa tập dượt.
timeline-opens = Dự kiến mở bỏ phiếu: { $time }
timeline-opened = Đã mở bỏ phiếu: { $time }
timeline-closes = Dự kiến đóng bỏ phiếu: { $time }
timeline-closed = Đã đóng bỏ phiếu: { $time }
timeline-end = Kết quả được công bố.

## Turnout over time

turnout = Số người bỏ phiếu theo thời gian
turnout-plot = Đến { $to } đã có { $voted } trong { $voters } cử tri bỏ phiếu; biểu đồ bắt đầu từ { $from }.
turnout-time = { $time }
turnout-by = Đến
turnout-table = Như vậy ở dạng bảng
turnout-source = Thời điểm là lúc các nhân chứng lần đầu xác nhận chừng ấy dòng nhật ký. Các con số là lời của máy chủ cho đến khi bạn kiểm tra nhật ký.
turnout-unknown = Không có nhân chứng theo dõi nhật ký này, nên ngoài máy chủ không ai biết phiếu đến lúc nào.

## The log and its witnesses

log = Nhật ký công khai
log-signed = Máy chủ đã ký { $lines ->
   *[other] { $lines } dòng.
}
log-root = Dấu vân tay của nó (gốc Merkle):
log-unsigned = Máy chủ chưa ký gì. Nó sẽ ký trong một hai giây.
log-read = Đọc nhật ký từng dòng
witnesses = Nhân chứng
witnesses-none = Không có nhân chứng theo dõi nhật ký này: chỉ người đọc mới biết được máy chủ có cho mọi người thấy cùng một điều hay không.
witnesses-all = Đủ nhân chứng đã xác nhận cả { $lines } dòng.
witnesses-behind = Đủ nhân chứng đã xác nhận { $lines } dòng đầu, chưa xác nhận phần sau đó.
witnesses-missing = Chưa đủ nhân chứng xác nhận nhật ký này.
witness = Nhân chứng
witness-lines = Số dòng
witness-last = Xác nhận gần nhất
witness-never = chưa bao giờ
witness-now = trong phút vừa qua
witness-minutes = { $minutes ->
   *[other] { $minutes } phút trước
}
witness-hours = { $hours ->
   *[other] { $hours } giờ trước
}
witness-at = { $time }
witness-told = (theo máy chủ)

## The published result

result-turnout = { $ballots } trong { $voters } cử tri đã bỏ phiếu: { $percent } %.
result-weight = Tổng cộng, phiếu của họ được tính { $weight } lần.
result-published = Đây là các con số ban tổ chức đã công bố. Trình duyệt của bạn chưa kiểm tra.
result-verify = Kiểm tra kết quả này
result-none = Chưa có kết quả.
result-share-ballots = Tỷ lệ trên số phiếu
result-share-points = Tỷ lệ trên tổng số điểm
result-percent = { $percent } %
result-csv = Lưu dạng CSV
result-json = Lưu dạng JSON
result-print = In

## Find a ballot

track = Tìm một lá phiếu
track-about = Xem một lá phiếu có trong nhật ký và có được tính không. Trình duyệt của bạn tự kiểm tra. Không ai biết đã chọn gì.
track-tracker = Mã theo dõi
track-tracker-hint = 25 chữ và số trên biên nhận của bạn. Chữ hoa hay chữ thường, có hay không có gạch nối đều được.
track-look = Tìm
track-looking = Đang tìm và kiểm tra …
track-otherwise = Hoặc bằng biên nhận
track-receipt = Tệp biên nhận
track-receipt-hint = Hãy chọn tệp bạn đã lưu sau khi bỏ phiếu, hoặc thả vào đây. Tệp ở lại trên thiết bị này.
track-scan = Bằng mã QR
track-scan-start = Quét bằng máy ảnh
track-scan-stop = Tắt máy ảnh
track-photo = Hoặc một ảnh của mã QR
track-no-scan = Trình duyệt này không đọc được mã QR. Hãy dùng ứng dụng máy ảnh của điện thoại để mở đường dẫn trong mã, hoặc gõ mã theo dõi.
track-no-camera = Không mở được máy ảnh. Hãy cho phép trang này dùng, chọn một ảnh, hoặc gõ mã theo dõi.
track-no-code = Trong hình này không có mã QR đọc được. Hãy thử hình khác hoặc gõ mã theo dõi.
track-length = Mã theo dõi có 25 chữ và số; mã này có { $found }.
track-character = Ký tự { $character } ở vị trí { $position } không thể có trong mã theo dõi.
track-no-tracker = Đây không phải mã theo dõi.
track-no-receipt = Tệp này không phải biên nhận của một lá phiếu.
track-try-again = Hãy so với biên nhận và thử lại.
track-cast = Lá phiếu của bạn ở trong thùng phiếu, tại dòng { $line }
track-cast-closed = Lá phiếu này ở trong thùng phiếu khi bỏ phiếu kết thúc, tại dòng { $line }
track-counted = Lá phiếu này được tính trong kết quả; nó ở dòng { $line }
track-superseded = Lá phiếu này ở dòng { $line }, và một lá phiếu sau đã thay nó
track-opened = Đây là lá phiếu thử, đã mở tại dòng { $line }
track-committed = Lá phiếu này được báo trước tại dòng { $line } và chưa được bỏ
track-committed-opened = Lá phiếu này được báo trước tại dòng { $line } và được mở tại dòng { $later }
track-committed-cast = Lá phiếu này được báo trước tại dòng { $line } và được bỏ tại dòng { $later }
track-line = Dòng { $line } có trong nhật ký
track-replaced = Thay vào đó, lá phiếu ở dòng { $line } với cùng mã cử tri được tính. Nếu không phải bạn bỏ, hãy báo ngay cho ban tổ chức.
track-promised = Máy chủ đã ký biên nhận của bạn và giữ lời hứa.
track-proved = Đã chứng minh nó có trong nhật ký gồm { $lines } dòng mà máy chủ đã ký và các nhân chứng này đã thấy: { $witnesses }.
track-proved-alone = Đã chứng minh nó có trong nhật ký gồm { $lines } dòng mà máy chủ đã ký. Không có nhân chứng theo dõi nhật ký này.
track-proved-unseen = Đã chứng minh nó có trong nhật ký gồm { $lines } dòng mà máy chủ đã ký. Chưa đủ nhân chứng xác nhận: hãy xem lại sau một phút.
track-unproved = Máy chủ chưa ký phần nhật ký có nó. Hãy xem lại sau vài giây.
track-since = Nó ở đó muộn nhất từ { $time }, theo lời các nhân chứng.
track-last-hint = Việc không có lá phiếu nào sau đó thay nó là lời của máy chủ. Ai kiểm tra toàn bộ nhật ký thì biết.
track-opened-hint = Nó đã được mở để kiểm tra. Mọi người thấy được nội dung, và nó không bao giờ có thể bỏ vào thùng. Nếu bạn chưa bỏ lá phiếu nào khác thì bạn chưa bỏ phiếu.
track-committed-hint = Có người định kiểm tra nó. Nếu bạn muốn bỏ phiếu, hãy quay lại trang nơi bạn niêm phong, hoặc bỏ phiếu lại.
track-verify = Kiểm tra tất cả
track-show-line = Hiện dòng này
track-nothing = Ở đây không có lá phiếu nào với mã này
track-nothing-typo = Hãy so từng nhóm với biên nhận: thường là do gõ sai.
track-nothing-election = Có đúng cuộc bỏ phiếu và đúng máy chủ không?
track-nothing-tell = Nếu mã và cuộc bỏ phiếu đều đúng, hãy giữ biên nhận: đó là bằng chứng. Hãy chọn tệp của nó bên dưới, và báo cho ban tổ chức cùng những người quan sát.
track-unsigned = Biên nhận này không do máy chủ của cuộc bỏ phiếu này ký
track-unsigned-hint = Nó không chứng minh gì: nó bị hỏng, hoặc do người khác làm. Nếu bạn nhận được nó trên trang của máy chủ này, hãy giữ lại và báo cho ban tổ chức.
track-promise-broken = Máy chủ đã không giữ lời hứa
track-missing = Nó đã ký biên nhận cho dòng { $line }, mà nhật ký của nó chỉ có { $lines } dòng.
track-broken = Nó đã ký biên nhận cho dòng { $line }, mà nhật ký của nó có một dòng khác ở đó.
track-broken-keep = Hãy giữ biên nhận: đó là bằng chứng. Hãy đưa cho ban tổ chức và những người quan sát xem.
track-evidence = Từ biên nhận, trình duyệt của bạn đã tạo một tệp chứng minh điều này với bất kỳ ai, ngay cả khi không có máy chủ này.
track-evidence-save = Lưu bằng chứng
track-observer = Cho người dùng dòng lệnh
track-observer-hint = Lệnh này kiểm tra toàn bộ nhật ký và biên nhận của bạn, và ghi lại bằng chứng nếu máy chủ không giữ lời:

## The log, line by line

board = Nhật ký công khai
board-about = Mọi việc đã xảy ra trong cuộc bỏ phiếu này, theo thứ tự. Không có gì bị xóa hay sửa.
board-place = Số dòng hoặc mã theo dõi
board-go = Đến đó
board-kind = Hiện những gì
board-all = Tất cả
board-reading = Đang đọc …
board-not-found = Không có gì trong nhật ký này mang mã đó.
board-lines = { $shown ->
   *[other] Hiện { $shown } dòng
} trong { $lines } dòng của nhật ký
board-none = Không có dòng nào như vậy.
board-none-yet = Chưa có đến dòng { $line } trong { $lines }. Hãy đi tiếp để tìm thêm.
board-pages = Các trang của nhật ký
board-first = Từ đầu
board-earlier = Các dòng trước
board-later = Các dòng sau
board-newest = Các dòng mới nhất
line-raw = Dòng { $line }, nguyên văn
line-hash = Mã băm:
line-copy = Chép
line-copied = Đã chép
line-proof = Chứng minh rằng nó có trong nhật ký
line-unreadable = Không đọc được dòng này: nhật ký có lỗi ở đây.
line-time = Thời điểm ghi: { $time }.
line-authority = Từ ban tổ chức.
line-registrar = Từ người lập danh sách.
line-voter = Từ một cử tri mà chỉ mã cử tri mới cho biết.
line-trustee = Từ người giữ khóa { $trustee }.
line-roll-part = { $voters ->
   *[other] { $voters } cử tri được ghi vào danh sách.
}
line-roll-seal = Danh sách được niêm phong, với { $voters ->
   *[other] { $voters } cử tri.
}
kind-manifest = Cuộc bỏ phiếu được xác định.
kind-key-commit = Một người giữ khóa bắt đầu tạo khóa.
kind-key-deal = Một người giữ khóa trao cho những người khác phần khóa của họ, đã mã hóa.
kind-key-confirm = Một người giữ khóa xác nhận khóa.
kind-key-complaint = Một người giữ khóa khiếu nại về một phần khóa.
kind-key-restart = Việc tạo khóa bắt đầu lại.
kind-key-refresh = Khóa sẽ được bàn giao cho những người giữ khóa khác.
kind-roll-part = Cử tri được ghi vào danh sách.
kind-roll-seal = Danh sách được niêm phong.
kind-rehearsal = Một người giữ khóa chứng minh lại rằng mình giữ một phần khóa.
kind-open = Bỏ phiếu được mở.
kind-ballot = Một lá phiếu đã niêm phong được bỏ.
kind-commitment = Một lá phiếu đã niêm phong được báo trước để kiểm tra.
kind-challenge = Một lá phiếu thử được mở để kiểm tra.
kind-close = Bỏ phiếu được đóng.
kind-intent = Một người giữ khóa đã kiểm tra thùng phiếu và báo sẽ giải mã tổng của nó.
kind-partial-decryption = Một người giữ khóa giải mã phần của mình trong tổng.
kind-result = Kết quả được công bố.
kind-abort = Cuộc bỏ phiếu kết thúc mà không có kết quả.

## Verify everything

verify = Kiểm tra cuộc bỏ phiếu
verify-about = Trình duyệt của bạn đang đọc toàn bộ nhật ký công khai và kiểm tra từng dòng, không tin ai cả.
verify-progress = Số dòng đã kiểm tra
verify-lines = Số dòng đã kiểm tra: { $lines } ({ $percent } %).
verify-left = { $seconds ->
   *[other] Còn khoảng { $seconds } giây.
}
verify-percent = Đã kiểm tra { $percent } %.
verify-cancel = Hủy
verify-again = Kiểm tra lại
verify-ballot-counts = Lá phiếu của bạn ở dòng { $line } là lá cuối cùng với mã của bạn: nó được tính.
verify-ballot-superseded = Lá phiếu của bạn ở dòng { $line } đã được thay bằng lá ở dòng { $by }, lá đó được tính.
verify-ballot-opened = Đây là lá phiếu thử, đã mở tại dòng { $line }. Nó không được tính.
verify-ballot-absent = Không có lá phiếu nào trong nhật ký này mang mã đó.
verify-about-files = Hãy chọn một bản sao hồ sơ của cuộc bầu cử. Trình duyệt của bạn kiểm tra từng dòng mà không tin ai cả.
verify-copy = Kiểm tra một bản sao của hồ sơ
verify-files = Các tệp của hồ sơ
verify-files-hint = Hãy chọn một tệp nén (.tar.zst), một nhật ký (log.jsonl) hoặc tất cả các tệp trong thư mục của hồ sơ, hoặc thả chúng vào đây. Hãy thêm biên nhận, kết quả đã công bố hoặc tệp ghi những gì bạn biết từ nơi khác để so sánh. Các tệp vẫn ở trên thiết bị này.
verify-offline = Mọi thứ đã được tải: trang này không cần mạng nữa để kiểm tra tệp.
verify-source = Tệp: { $names }
verify-files-none = Không có hồ sơ nào trong các tệp này. Hãy chọn một tệp nén (.tar.zst) hoặc một nhật ký (log.jsonl).
verify-files-many = Các tệp này thuộc về nhiều hồ sơ. Hãy chọn riêng một tệp nén, hoặc một nhật ký cùng các điểm kiểm tra của nó.
verify-archive-wrong = Tệp nén này bị hỏng hoặc không phải là hồ sơ. Đừng giải nén; hãy xin một bản sao khác.
verify-file-unreadable = Không đọc được tệp này. Hãy chọn lại.
verify-known-wrong = Không thể dùng { $name }.
group-waiting = Chưa bắt đầu
group-running = Đang kiểm tra …
group-passed = Tất cả đều đạt
group-passed-partly = Đạt, trong phạm vi đã kiểm tra
group-failed = Không đạt
group-nothing = Chưa có gì để kiểm tra
group-checks = Từng phép kiểm tra
group-form = Mỗi dòng đều đúng dạng
group-form-meaning = Mọi chương trình đọc mỗi dòng như nhau, và đó là cuộc bỏ phiếu bạn hỏi.
group-log = Nhật ký là một, và không có gì bị sửa
group-log-meaning = Mỗi dòng gắn với mọi dòng trước nó, và máy chủ cùng các nhân chứng đã ký điều đó.
group-keys = Những người giữ khóa cùng tạo khóa
group-keys-meaning = Ít người hơn mức cần thì không giải mã được gì.
group-roll = Danh sách cử tri đã cố định
group-roll-meaning = Nó được niêm phong trước khi bỏ phiếu, và sau đó không ai được thêm vào.
group-ballots = Mỗi lá phiếu là của một cử tri trong danh sách và hợp lệ
group-ballots-meaning = Mỗi lá được ký bằng mã cử tri và theo đúng quy tắc, và không lá nào được tính hai lần.
group-practice = Các lá phiếu thử được niêm phong trung thực
group-practice-meaning = Mỗi lá chứa đúng điều đã chọn, và không lá nào được tính.
group-result = Kết quả là tổng các lá phiếu
group-result-meaning = Những người giữ khóa đã giải mã tổng và chứng minh điều đó; các con số công bố là những gì thu được.
verify-not = Điều việc kiểm tra không cho thấy
verify-not-device = Rằng thiết bị đã niêm phong đúng điều cử tri chọn: vì vậy cử tri kiểm tra lá phiếu thử.
verify-not-codes = Rằng mã cử tri được trao đúng người và không mã nào bị giữ lại.
verify-not-refused = Rằng không lá phiếu nào bị từ chối ngay từ cửa, hay bị người bên cạnh nhìn thấy.
verify-not-page = Rằng chính trang này trung thực. Để chắc chắn, hãy kiểm tra bằng chương trình từ nơi khác, như verifier-cli.
trouble-contradiction = Điều máy chủ nói không đúng với nhật ký của nó. Hãy giữ biên nhận, và báo cho ban tổ chức cùng những người quan sát.
