# كلمات صفحات التصويت بالعربية. لم يراجع أحد هذه الترجمة بعد.

## All pages

navigation = القائمة الرئيسية
language = اللغة
language-missing = تعذّر تحميل الكلمات بلغة { $language }. تحقّق من اتصالك وحاول مرة أخرى.
translation-unreviewed = لم يراجع أحد هذه الترجمة بعد.
all-elections = كل عمليات التصويت على هذا الخادم
page-missing = هذه الصفحة غير موجودة
page-missing-hint = تحقّق من العنوان: يجب نسخ رابط الناخب كاملًا.
one-moment = لحظة من فضلك …
try-again = حاول مرة أخرى
details = التفاصيل
refusal-signed = الرفض الموقّع من الخادم
refusal-keep = تحقّق متصفحك من توقيع الخادم. إذا رأيت أن الرفض خطأ، فاحتفظ بهذا النص دليلًا.

## What can go wrong

trouble-no-worker = لم يستطع هذا المتصفح فتح مقصورة التصويت. أعد تحميل الصفحة أو جرّب متصفحًا آخر.
trouble-old-browser = ليس في هذا المتصفح Web Workers أو WebAssembly. استخدم من فضلك متصفحًا أحدث.
trouble-unexpected = أعطت المقصورة جوابًا غير متوقع. أعد تحميل الصفحة.
trouble-no-election-id = لا يوجد في هذا العنوان رقم التصويت. انسخ الرابط كاملًا من رسالتك.
trouble-unreachable = لا يمكن الوصول إلى الخادم. لم يضع شيء: تحقّق من اتصالك وحاول مرة أخرى.
trouble-not-found = لا يعرف الخادم هذا التصويت. هل نُسخ الرابط كاملًا؟
trouble-busy = الخادم مشغول أو متعطّل. لم يضع شيء: حاول لاحقًا.
trouble-overtaken = يرفض الخادم هذا لأن شيئًا آخر سبقه. لم يُسجَّل شيء.
trouble-refused = يرفض الخادم هذا. لم يُسجَّل شيء.
trouble-unsigned = يرفض الخادم هذا ولم يوقّع جوابه كما يجب عليه. سجّل رقم المتابعة وأبلغ الجهة المنظِّمة.
trouble-misunderstood = جواب الخادم غير مفهوم. حاول لاحقًا، وأبلغ الجهة المنظِّمة إذا استمر ذلك.
trouble-log = في سجل هذا التصويت خطأ. لا تصوّت هنا الآن، وأبلغ الجهة المنظِّمة.
trouble-not-entered = لم يُفتح أي تصويت. أعد تحميل الصفحة.
trouble-no-code = لم يُدخَل رمز الناخب. افتح رابطك مرة أخرى.
trouble-not-open = لم يبدأ التصويت بعد.
trouble-not-sealed = تعذّر ختم ورقة اقتراعك. ارجع إلى اختياراتك وحاول مرة أخرى.
trouble-no-ballot = لم تُختم أي ورقة اقتراع. أعد تحميل الصفحة.
trouble-receipt = إيصال الخادم ليس لورقة الاقتراع هذه. سجّل رقم المتابعة وأبلغ الجهة المنظِّمة.
trouble-unproven = لا يُثبت الخادم أن هذا هو السجل الذي يراه شهود التصويت. لا تصوّت هنا الآن. حاول بعد دقيقة، وأبلغ الجهة المنظِّمة إذا استمر ذلك.

## Where an election stands

phase-key = قيد التحضير: الأمناء ينشئون مفتاح التصويت.
phase-roll = قيد التحضير: قائمة الناخبين لم تصل بعد.
phase-rehearsal = كل شيء جاهز: يبدأ التصويت قريبًا.
phase-voting = التصويت مفتوح.
phase-decryption = أُغلق التصويت. الأمناء يفكّون تشفير مجموع أوراق الاقتراع.
phase-withheld = أُغلق التصويت. أوراق الاقتراع قليلة إلى حد أن عدّها يكشف من اختار ماذا: لا توجد نتيجة.
phase-finished = انتهى التصويت. النتيجة منشورة.
phase-aborted = أنهت الجهة المنظِّمة التصويت دون نتيجة.

## Elections

elections = عمليات التصويت
elections-asking = نسأل الخادم …
elections-none = لا توجد عمليات تصويت على هذا الخادم بعد.

## One election

election = التصويت
election-vote = صوّت برمزك
election-voters = الناخبون في القائمة
election-voted = الذين صوّتوا
election-id = رقم التصويت:
trustees = الأمناء
trustees-all = { $trustees ->
    [zero] لا حاجة إلى أمناء لفك تشفير مجموع أوراق الاقتراع ({ $trustees }).
    [one] يستطيع أمين واحد ({ $trustees }) وحده فك تشفير مجموع أوراق الاقتراع.
    [two] يلزم الأمينان معًا ({ $trustees }) لفك تشفير مجموع أوراق الاقتراع.
    [few] يلزم الأمناء الـ{ $trustees } جميعًا لفك تشفير مجموع أوراق الاقتراع.
    [many] يلزم الأمناء الـ{ $trustees } جميعًا لفك تشفير مجموع أوراق الاقتراع.
   *[other] يلزم الأمناء الـ{ $trustees } جميعًا لفك تشفير مجموع أوراق الاقتراع.
}
trustees-some = يستطيع أي { $threshold } من هؤلاء الـ{ $trustees } معًا فك تشفير مجموع أوراق الاقتراع؛ ولا يستطيع ذلك عدد أقل.
trustee-decrypted = { $trustee }: تم فك التشفير
trustee-intent = { $trustee }: على وشك فك التشفير
trustee-rehearsed = { $trustee }: لديه جزء من المفتاح وقد أثبت ذلك
trustee-confirmed = { $trustee }: لديه جزء من المفتاح
trustee-committed = { $trustee }: يشارك في إنشاء المفتاح
trustee-absent = { $trustee }: لم يحضر بعد

## The result, verified in the browser

result = النتيجة
verified = تحقّق متصفحك من { $lines ->
    [zero] { $lines } سطر
    [one] سطر واحد ({ $lines })
    [two] سطرين ({ $lines })
    [few] { $lines } أسطر
    [many] { $lines } سطرًا
   *[other] { $lines } سطر
}، منها { $ballots ->
    [zero] { $ballots } ورقة اقتراع
    [one] ورقة اقتراع واحدة ({ $ballots })
    [two] ورقتا اقتراع ({ $ballots })
    [few] { $ballots } أوراق اقتراع
    [many] { $ballots } ورقة اقتراع
   *[other] { $ballots } ورقة اقتراع
}: { $checks ->
    [zero] لم ينطبق أي فحص ({ $checks }).
    [one] نجح الفحص الوحيد المنطبق ({ $checks }).
    [two] نجح الفحصان المنطبقان ({ $checks }).
    [few] نجحت الفحوص المنطبقة كلها، وهي { $checks }.
    [many] نجحت الفحوص المنطبقة كلها، وهي { $checks }.
   *[other] نجحت الفحوص المنطبقة كلها، وهي { $checks }.
}
verified-so-far = فحص متصفحك { $lines ->
    [zero] { $lines } سطر
    [one] سطرًا واحدًا ({ $lines })
    [two] سطرين ({ $lines })
    [few] { $lines } أسطر
    [many] { $lines } سطرًا
   *[other] { $lines } سطر
} ولم يجد خطأ؛ لم ينتهِ التصويت بعد.
verified-faults = وجد متصفحك أخطاء في هذا السجل. لا تثق بأي نتيجة منه.
finding-line = فشل الفحص { $check } عند السطر { $line }.
finding-record = فشل الفحص { $check }.
checks = ما فُحص وما لم يُفحص
check-passed = نجح: { $check }
check-failed = فشل: { $check }
check-not-run = لم يُنفَّذ: { $check }
result-option = الخيار
result-count = العدد
blank-votes = الأصوات البيضاء

## Booth: arriving

voting = التصويت
voting-not-now = لا يمكنك التصويت الآن.
election-standing = وضع هذا التصويت
voter-code-heading = رمز الناخب الخاص بك
voter-code = رمز الناخب
voter-code-hint = 28 حرفًا ورقمًا من رسالتك. بأحرف كبيرة أو صغيرة، مع الشرطات أو بدونها.
go-on = متابعة
voting-ends = النهاية المعلنة للتصويت: { $closes }، بتوقيتك.
watch-behind = لم يؤكّد شهود هذا التصويت أحدث جزء من السجل. يمكنك التصويت، لكن احتفظ بإيصالك وانظر لاحقًا هل أكّدوه.
watch-nobody = لا يراقب أي شاهد سجل هذا التصويت: قرّاء السجل وحدهم يستطيعون معرفة هل يعرض الخادم الشيء نفسه للجميع. احتفظ بإيصالك.
code-length = رمز الناخب من 28 حرفًا ورقمًا؛ وعدد ما هنا { $found }. قارنه برسالتك.
code-character = العلامة { $character } في الموضع { $position } لا تأتي في رمز ناخب. قارنه برسالتك.
code-typing-error = في رمز الناخب هذا خطأ كتابة. قارنه برسالتك.
code-unknown = هذا الرمز ليس في قائمة هذا التصويت. هل هو الرمز الخاص بهذا التصويت؟
voted-already = لقد صوّتَّ، وهذا التصويت لا يسمح بالتصويت مرة أخرى. إذا لم تكن أنت من صوّت، فأبلغ الجهة المنظِّمة فورًا.
voter-new = لم تصوّت بعد.
voter-again = لقد صوّتَّ في الموضع { $position } من السجل. التصويت مرة أخرى يستبدل تلك الورقة.
voter-weight = { $weight ->
    [zero] لا تُحسب ورقة اقتراعك ({ $weight }).
    [one] تُحسب ورقة اقتراعك مرة واحدة ({ $weight }).
    [two] تُحسب ورقة اقتراعك مرتين ({ $weight }).
    [few] تُحسب ورقة اقتراعك { $weight } مرات.
    [many] تُحسب ورقة اقتراعك { $weight } مرة.
   *[other] تُحسب ورقة اقتراعك { $weight } مرة.
}

## Booth: choosing

choices = اختياراتك
nothing-sent = لم يُرسَل شيء بعد.
review-button = مراجعة ورقة اقتراعي
next-contest = السؤال التالي
previous-contest = السؤال السابق
contest-of = السؤال { $number } من { $count }
blank-vote = صوت أبيض
blank-vote-hint = لا أختار أيًّا منها. يُحسب صوتًا أبيض.
rule-choose-one = اختر واحدًا.
rule-choose-or-none = اختر ما لا يزيد على { $maximum }، أو لا شيء.
rule-choose-exactly = العدد المطلوب اختياره بالضبط: { $maximum }.
rule-choose-up-to = اختر ما لا يزيد على { $maximum }.
rule-choose-between = اختر من { $minimum } إلى { $maximum }.
rule-score = أعطِ كل خيار نقاطًا من 0 إلى { $bound }.
rule-share-up-to = وزّع ما لا يزيد على { $maximum ->
    [zero] { $maximum } نقطة.
    [one] نقطة واحدة ({ $maximum }).
    [two] نقطتين ({ $maximum }).
    [few] { $maximum } نقاط.
    [many] { $maximum } نقطة.
   *[other] { $maximum } نقطة.
}
rule-share-exactly = وزّع بالضبط { $maximum ->
    [zero] { $maximum } نقطة.
    [one] نقطة واحدة ({ $maximum }).
    [two] نقطتين ({ $maximum }).
    [few] { $maximum } نقاط.
    [many] { $maximum } نقطة.
   *[other] { $maximum } نقطة.
}
rule-share-between = وزّع من النقاط بين { $minimum } و{ $maximum }.
rule-divide-up-to = قسّم بين هذه الخيارات ما لا يزيد على { $maximum }.
rule-divide-exactly = قسّم بين هذه الخيارات { $maximum } بالضبط.
rule-divide-between = قسّم بين هذه الخيارات من { $minimum } إلى { $maximum }.
rule-most-for-one = { $bound } على الأكثر لخيار واحد.
used-points = { $sum ->
    [zero] لم تُعطَ نقاط ({ $sum })
    [one] أُعطيت نقطة واحدة ({ $sum })
    [two] أُعطيت نقطتان ({ $sum })
    [few] أُعطيت { $sum } نقاط
    [many] أُعطيت { $sum } نقطة
   *[other] أُعطيت { $sum } نقطة
}
used-chosen = المختار: { $sum } من { $most }
used-chosen-all = المختار: { $sum } من { $most }. لاختيار غيره، ألغِ أولًا أحد اختياراتك.
used-points-of = النقاط المعطاة: { $sum } من { $most }
used-divided = المقسَّم: { $sum } من { $most }؛ والباقي { $left }
used-too-much = المقسَّم: { $sum } من { $most }؛ والزائد { $excess }
amount-wrong = اكتب عددًا صحيحًا لا يزيد على { $bound }، بالأرقام.
choice-incomplete = جوابك هنا غير كامل.

## Booth: review and sealing

review = راجع ورقة اقتراعك
review-nothing = لم تختر شيئًا هنا.
choice-points = { $points ->
    [zero] { $points } نقطة
    [one] نقطة واحدة ({ $points })
    [two] نقطتان ({ $points })
    [few] { $points } نقاط
    [many] { $points } نقطة
   *[other] { $points } نقطة
}
review-hint = لم يُرسَل شيء بعد. في الخطوة التالية تُشفَّر ورقة اقتراعك على هذا الجهاز.
seal-button = اختم ورقة اقتراعي
change-button = تغيير شيء
sealing = يجري ختم ورقة اقتراعك
sealing-progress = جارٍ الختم

## Booth: sealed, then cast or opened

sealed = خُتمت ولم تُودَع بعد
sealed-explained = ورقة اقتراعك مشفَّرة على هذا الجهاز. ليست في صندوق الاقتراع قبل أن تودعها.
sealed-tracker = رقم المتابعة، وبه تجدها في السجل:
cannot-cast = لا يمكن إيداع هذه الورقة. إذا كنت قد صوّتَّ في هذه الأثناء على جهاز آخر، فتلك الورقة هي المحسوبة، ولك أن تستبدلها: ابدأ من جديد برمزك.
start-again = ابدأ من جديد
being-opened = يجري فتح هذه الورقة: لم تُودَع.
check-again-button = حاول الفحص مرة أخرى
cast-button = أودِع هذه الورقة
cast-again-button = حاول إيداع هذه الورقة مرة أخرى
check-button = افحصها أولًا
check-why = الفحص يفتح هذه الورقة أمام الجميع لتعرف أنها خُتمت بأمانة. ولا يمكن إيداعها بعد ذلك؛ فتختم ورقة جديدة. الأفضل أن تفعل ذلك باختيارات للتجربة فقط.
cast-again-safe = المحاولة مرة أخرى آمنة: لا تُحسب الورقة نفسها مرتين أبدًا.

## A tracker: a ballot's name, which people compare

tracker-picture = الصورة: { $shapes }
tracker-shape = { $shape } ({ $colour })
colour-black = أسود
colour-blue = أزرق
colour-orange = برتقالي
colour-yellow = أصفر
shape-circle = دائرة
shape-square = مربّع
shape-triangle = مثلث
shape-diamond = معيّن
shape-cross = صليب
shape-ring = حلقة
shape-star = نجمة
shape-moon = هلال
tracker-code = رمز QR لرقم المتابعة
tracker-code-hint = بكاميرا الهاتف يقودك في أي وقت إلى ورقتك في السجل العلني.
tracker-line = السطر { $line } من السجل العلني

## Booth: the receipt

cast = ورقة اقتراعك في صندوق الاقتراع
cast-promised = قُبلت ورقة اقتراعك: وعدٌ لم يُثبَت بعد
cast-promised-line = وقّع الخادم أن ورقتك هي السطر { $line } من السجل العلني. لم يُثبت بعد أنها هناك. تواصل هذه الصفحة السؤال. ويمكنك أيضًا حفظ الإيصال الآن والنظر لاحقًا: فهو يُلزم الخادم.
cast-unwitnessed-line = ورقتك هي السطر { $line } من السجل الذي وقّعه الخادم. لم يؤكّد شهود التصويت ذلك بعد. تواصل هذه الصفحة السؤال. ويمكنك أيضًا حفظ الإيصال الآن والنظر لاحقًا.
cast-broken = الخادم لا يفي بوعده
cast-broken-line = وقّع الخادم أن ورقتك هي السطر { $line } من السجل العلني، لكن ما يعرضه هناك ليس ورقتك. احفظ الإيصال: فهو يُثبت ذلك. أبلغ الجهة المنظِّمة.
cast-line = هي السطر { $line } من السجل العلني. يمكنك إغلاق هذه الصفحة.
your-tracker = رقم المتابعة الخاص بك:
tracker-keep = احتفظ به: به يستطيع أي شخص أن يرى أن ورقتك ما زالت في السجل، ولا يستطيع أحد أن يرى ما اخترته.
receipt-signed = الإيصال الموقّع من الخادم
receipt-keep = تحقّق متصفحك من توقيع الخادم. احتفظ بهذا النص دليلًا.
receipt-checked = ما تحقّق منه متصفحك
receipt-signature = وقّع الخادم أن ورقتك لديه.
receipt-included = ورقتك في السجل الذي وقّعه الخادم وفيه { $lines ->
    [zero] { $lines } سطر
    [one] سطر واحد ({ $lines })
    [two] سطران ({ $lines })
    [few] { $lines } أسطر
    [many] { $lines } سطرًا
   *[other] { $lines } سطر
}.
receipt-not-included = لم يُبيّن الخادم بعد أن ورقتك في السجل.
receipt-witnessed = أكّد هذا السجلَّ شهود: { $witnesses }
receipt-unwitnessed = لم يؤكّده أي شاهد بعد.
receipt-nobody = ليس لهذا التصويت شهود.
receipt-track = ابحث عن ورقتك في السجل
save-file = احفظ الإيصال
save-refusal = احفظ الرفض
save-image = احفظ كصورة
save-paper = اطبع أو احفظ بصيغة PDF
save-evidence = احفظ الدليل
election-standing-later = وضع هذا التصويت، ونتيجته لاحقًا

## Booth: a practice ballot, opened

opened = ورقتك التجريبية مفتوحة
opened-explained = هذا ما كان مختومًا في الورقة التي رأيت رقم متابعتها. هل هو ما اخترته؟ إن لم يكن كذلك، فلا تصوّت على هذا الجهاز، وأبلغ الجهة المنظِّمة.
opened-tracker = رقم متابعتها:
opened-line = هي السطر { $line } من السجل العلني، حيث يستطيع أي شخص فحصها. لا يمكن إيداع هذه الورقة التجريبية أبدًا.
opened-not-voted = لم تصوّت بعد.
opened-next = يستطيع الجميع رؤية ما في الورقة التجريبية. إذا أردت أن تبقى اختياراتك الحقيقية سرية، فغيّرها الآن واختمها في ورقة جديدة.
opened-change = تغيير اختياراتي
opened-same = اختم الاختيارات نفسها من جديد
opened-elsewhere = افحصها على جهاز آخر
opened-elsewhere-why = قد يعرض لك هذا الجهاز أي شيء. امسح هذا بجهاز آخر، مثل هاتف صديق: فهو يفحص الورقة التجريبية بنفسه ويعرض لك ما خُتم.
opened-code = رمز QR للصفحة التي تفحص هذه الورقة التجريبية
opened-save = احفظها لجهاز بلا كاميرا

## Checking a practice ballot on another device

check = فحص ورقة تجريبية
check-explained = هنا ترى، بمعزل عن الجهاز الذي تصوّت عليه، ما خُتم في ورقة تجريبية. لا شيء مما تفعله هنا يغيّر صوتًا.
check-running = يجري فحص الورقة التجريبية …
check-held = تم الفحص: هذا ما خُتم
check-held-explained = في الورقة التجريبية هذه الاختيارات بالضبط. هل هي ما اخترته على الجهاز الآخر؟
check-tracker = رقم متابعة الورقة التجريبية:
check-compare = قارنه برقم المتابعة على الجهاز الآخر: الصورة أولًا ثم الأحرف. إذا تطابقا وكانت الاختيارات اختياراتك، فقد ختم ذلك الجهاز بأمانة. وإلا فلا تصوّت على ذلك الجهاز، وأبلغ الجهة المنظِّمة.
check-line = هي السطر { $line } من السجل العلني.
check-proven = أكّد هذا السجلَّ الشهودُ الذين يشترطهم هذا التصويت.
check-not-proven = لم يؤكّد شهود التصويت هذا الجزء من السجل بعد.
check-given = استخدم ملفًا أو نصًا بدلًا من ذلك
check-given-hint = يحفظ الجهاز الآخر الورقة التجريبية ملفًا فيه سطران من السجل.
check-file = ملف الورقة التجريبية
check-text = أو نصّها
check-go = افحص
check-unreadable = هذه ليست ورقة تجريبية: فيها سطران يحفظهما الجهاز الآخر. انسخهما كاملين.
check-no-lines = ليست أسطر الورقة التجريبية في السجل بعد. حاول بعد لحظة.
check-wrong = ليس في هذه الورقة التجريبية ما تدّعيه. لا تصوّت على الجهاز الذي صنعها، وأبلغ الجهة المنظِّمة.
check-cast-too = فُتحت هذه الورقة وأُودعت، وهذا لا يجوز. أبلغ الجهة المنظِّمة.
check-not-in-log = السطر { $line } ليس في السجل العلني على هذا النحو. لا تصوّت على الجهاز الذي صنع هذا، وأبلغ الجهة المنظِّمة.

## Whether the server sends the right pages

integrity = هل هذه هي الصفحات الصحيحة؟
integrity-why = ما يفعله جهازك بصوتك يفعله لأن هذه الصفحات تأمره به. لذلك نشرت الجهة المنظِّمة مع التصويت ما هي هذه الصفحات بالضبط. يطلب متصفحك كل ملف من الخادم مرة أخرى ويقارن.
integrity-asking = تجري المقارنة …
integrity-same = { $files ->
    [zero] لم يُرسل الخادم ملفات ({ $files }).
    [one] الملف الذي أرسله الخادم الآن ({ $files }) هو الذي نشرته الجهة المنظِّمة.
    [two] الملفان اللذان أرسلهما الخادم الآن ({ $files }) هما اللذان نشرتهما الجهة المنظِّمة.
    [few] الملفات التي أرسلها الخادم الآن، وهي { $files }، هي كلها التي نشرتها الجهة المنظِّمة.
    [many] الملفات التي أرسلها الخادم الآن، وهي { $files }، هي كلها التي نشرتها الجهة المنظِّمة.
   *[other] الملفات التي أرسلها الخادم الآن، وهي { $files }، هي كلها التي نشرتها الجهة المنظِّمة.
}
integrity-different = لا يرسل الخادم الملفات التي نشرتها الجهة المنظِّمة. لا تصوّت هنا، وأبلغ الجهة المنظِّمة. هذه مفقودة أو مختلفة:
integrity-unpinned = لم تنشر الجهة المنظِّمة لأي صفحات أُعدّ هذا التصويت: لا يوجد ما يُقارن به.
integrity-digest = بصمة الصفحات كما نشرتها الجهة المنظِّمة:
integrity-limits = ما لا يبيّنه هذا
integrity-limit-self = لا تستطيع صفحة أن تكفل نفسها. إذا استبدل أحد هذه الصفحات، فقد تكون هذه مستبدلة أيضًا وتقول ما تشاء. وبرنامجٌ ليس صفحةً أفضل في ذلك: verifier-cli booth، على حاسوب آخر.
integrity-limit-others = قد يرسل الخادم صفحات أخرى إلى شخص آخر أو في وقت آخر.
integrity-limit-device = لا يُفحص جهازك ولا متصفحك ولا إضافاته. يفعل ذلك فحصُ ورقة تجريبية بجهاز ثانٍ.
integrity-back = وضع هذا التصويت
