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
trouble-worker-ended = توقف البرنامج في منتصف عمله، ربما لنقص الذاكرة. أعد تحميل الصفحة.
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
finding-more = أخرى فشلت بالطريقة نفسها: { $count }
checks = ما فُحص وما لم يُفحص
check-passed = نجح: { $check }
check-failed = فشل: { $check }
check-not-run = لم يُنفَّذ: { $check }
check-p1 = كل سطر في صيغته القياسية
check-p2 = إصدار البروتوكول وأساليبه معروفة
check-p3 = لا مفتاح ولا نص مشفَّر ولا التزام هو العنصر المحايد
check-p4 = البيان معقول
check-p5 = المفاتيح والمعرِّف هي المعروفة من مصدر آخر
check-l1 = كل سطر يسمّي الذي قبله
check-l2 = جذور ميركل وتواقيع السجل
check-l3 = كل نقاط التحقق من شجرة واحدة
check-l4 = شارك الشهود في التوقيع
check-l5 = النسخ والإيصالات السابقة جزء من هذا السجل
check-l6 = المراحل بترتيبها، وكل سطر من صاحب دوره ومرة واحدة
check-k1 = الأمناء مختلفون وحدّهم ممكن
check-k2 = التزم كل أمين ثم وزّع ما التزم به
check-k3 = يعرف كل أمين سر جزئه من المفتاح
check-k4 = أعطى كل أمين جزءًا لكل أمين آخر
check-k5 = أكّد كل الأمناء المفتاح الذي يستطيع أي شخص حسابه
check-k6 = كل أمين سلّم المفتاح سلّم جزأه هو
check-k7 = المفتاح المسلَّم هو نفسه، ولا يفكّ التشفير إلا من يحمله
check-e1 = القائمة مرتبة بلا تكرار وضمن حدودها وختمها المسجِّل
check-e2 = لم تتغيّر القائمة بعد الافتتاح
check-b1 = كل ورقة لهذا التصويت وأسئلته
check-b2 = كل ما أرسله الناخبون من رموز في القائمة
check-b3 = كل ما أرسله الناخبون موقَّع برمزه
check-b4 = كل ورقة تحتوي على ما تسمح به القواعد
check-b5 = أوراق كل رمز يتبع بعضها بعضًا
check-b6 = لا ورقة ولا نص مشفَّر يتكرر
check-b7 = أرقام المتابعة المعطاة موجودة في السجل
check-c1 = الأوراق المفتوحة أُعلنت قبل فتحها
check-c2 = الأوراق المفتوحة تحتوي على ما فُتحت عليه
check-c3 = لم تُودَع أي ورقة مفتوحة
check-t1 = تُحسب ورقة واحدة لكل رمز
check-t2 = مجموع الأوراق المحسوبة هو ما فكّ الأمناء تشفيره
check-t3 = لم يُفكّ تشفير شيء من أوراق قليلة جدًا
check-t4 = اتفق الأمناء على صندوق واحد مغلق قبل فكّ التشفير
check-d1 = فكّ التشفير عدد كافٍ من الأمناء
check-d2 = كل فكّ جزئي مُثبَت
check-d3 = لم يفكّ أي أمين تشفير شيء آخر
check-d4 = أي عدد كافٍ من الأمناء يعطي الأعداد نفسها
check-d5 = كل عدد ضمن حدوده
check-r1 = الأعداد تتبع قواعد الأسئلة
check-r2 = لكل سؤال وخيار عدد
check-r3 = الخيارات المتقدمة هي ذات الأعداد الأعلى
check-r4 = الأعداد المنشورة هي التي فُكّ تشفيرها
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
cast-missing-line = وقّع الخادم أن ورقتك هي السطر { $line } من السجل العلني، لكن سجله لا يبلغ ذلك السطر. تواصل هذه الصفحة السؤال. احفظ الإيصال: فهو يُلزم الخادم. وإذا بقي الأمر كذلك فأبلغ الجهة المنظِّمة.
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

## One election, in detail

live = تتابع هذه الصفحة التصويت من تلقاء نفسها.
live-paused = هذه الصفحة متوقفة مؤقتًا.
live-pause = إيقاف مؤقت
live-go-on = متابعة
election-reason = تقول الجهة المنظِّمة السبب:
election-ballots = أوراق الاقتراع، ومنها المستبدلة
election-practice = الأوراق التجريبية
election-for-voters = للناخبين
election-for-trustees = للأمناء
election-for-observers = للجميع
election-voter-wait = انتظر رمز الناخب: لم يبدأ التصويت بعد.
election-track = ابحث عن ورقتك
election-trustee-key = شارك في إنشاء المفتاح ببرنامجك.
election-trustee-rehearse = أثبت ببرنامجك أنك ما زلت تستطيع فك التشفير.
election-trustee-wait = احفظ ملف مفتاحك في مكان آمن حتى ينتهي التصويت.
election-trustee-decrypt = تحقّق من السجل وفُكّ التشفير ببرنامجك.
election-verify = تحقّق من السجل كله في هذا المتصفح
election-questions = موضوع التصويت
timeline = سير التصويت
timeline-key = ينشئ الأمناء المفتاح.
timeline-roll = تُختم قائمة الناخبين ويتدرّب الأمناء.
timeline-opens = موعد بدء التصويت: { $time }
timeline-opened = بدأ التصويت: { $time }
timeline-closes = موعد انتهاء التصويت: { $time }
timeline-closed = انتهى التصويت: { $time }
timeline-end = تُنشر النتيجة.

## Turnout over time

turnout = المشاركة عبر الوقت
turnout-plot = صوّت { $voted } من { $voters } حتى { $to }؛ ويبدأ الرسم من { $from }.
turnout-time = { $time }
turnout-by = حتى
turnout-table = نفسه في جدول
turnout-source = الأوقات هي التي أكّد فيها الشهود أول مرة هذا العدد من أسطر السجل. والأعداد كلام الخادم إلى أن تتحقق من السجل.
turnout-unknown = لا يراقب شهود هذا السجل، فلا يعرف غير الخادم متى جاءت الأوراق.

## The log and its witnesses

log = السجل العلني
log-signed = وقّع الخادم { $lines ->
    [zero] { $lines } سطر.
    [one] سطرًا واحدًا ({ $lines }).
    [two] سطرين ({ $lines }).
    [few] { $lines } أسطر.
    [many] { $lines } سطرًا.
   *[other] { $lines } سطر.
}
log-root = بصمته (جذر ميركل):
log-unsigned = لم يوقّع الخادم شيئًا بعد. يفعل ذلك خلال ثانية أو ثانيتين.
log-read = اقرأ السجل سطرًا سطرًا
witnesses = الشهود
witnesses-none = لا يراقب شهود هذا السجل: قرّاؤه وحدهم يستطيعون معرفة هل يعرض الخادم الشيء نفسه للجميع.
witnesses-all = أكّد عدد كافٍ من الشهود الأسطر كلها، وعددها { $lines }.
witnesses-behind = أكّد عدد كافٍ من الشهود الأسطر الأولى، وعددها { $lines }، ولم يؤكّدوا ما بعدها.
witnesses-missing = لم يؤكّد هذا السجل عدد كافٍ من الشهود بعد.
witness = الشاهد
witness-lines = الأسطر
witness-last = آخر تأكيد
witness-never = أبدًا
witness-now = خلال الدقيقة الأخيرة
witness-minutes = { $minutes ->
    [zero] قبل { $minutes } دقيقة
    [one] قبل دقيقة واحدة ({ $minutes })
    [two] قبل دقيقتين ({ $minutes })
    [few] قبل { $minutes } دقائق
    [many] قبل { $minutes } دقيقة
   *[other] قبل { $minutes } دقيقة
}
witness-hours = { $hours ->
    [zero] قبل { $hours } ساعة
    [one] قبل ساعة واحدة ({ $hours })
    [two] قبل ساعتين ({ $hours })
    [few] قبل { $hours } ساعات
    [many] قبل { $hours } ساعة
   *[other] قبل { $hours } ساعة
}
witness-at = { $time }
witness-told = (بحسب الخادم)

## The published result

result-turnout = صوّت { $ballots } من { $voters } ناخب: { $percent } %.
result-weight = تُحسب أوراقهم معًا { $weight } مرة.
result-published = هذه الأعداد نشرتها الجهة المنظِّمة. لم يتحقق منها متصفحك بعد.
result-verify = تحقّق من هذه النتيجة
result-none = لا توجد نتيجة بعد.
result-share-ballots = النسبة من الأوراق
result-share-points = النسبة من كل النقاط
result-percent = { $percent } %
result-csv = احفظ بصيغة CSV
result-json = احفظ بصيغة JSON
result-print = اطبع

## Find a ballot

track = ابحث عن ورقة اقتراع
track-about = انظر هل الورقة في السجل وهل تُحسب. يتحقق متصفحك من ذلك بنفسه. لا يعرف أحد ما اختير.
track-tracker = رقم المتابعة
track-tracker-hint = 25 حرفًا ورقمًا من إيصالك. بأحرف كبيرة أو صغيرة، مع الشرطات أو بدونها.
track-look = ابحث
track-looking = يجري البحث والتحقّق …
track-otherwise = أو بإيصالك
track-receipt = ملف الإيصال
track-receipt-hint = اختر الملف الذي حفظته بعد التصويت، أو أفلته هنا. يبقى على هذا الجهاز.
track-scan = برمز QR
track-scan-start = امسح بالكاميرا
track-scan-stop = أوقف الكاميرا
track-photo = أو صورة لرمز QR
track-no-scan = لا يستطيع هذا المتصفح قراءة رموز QR. استخدم تطبيق الكاميرا في هاتفك، فهو يفتح الرابط الذي في الرمز، أو اكتب رقم المتابعة.
track-no-camera = تعذّر تشغيل الكاميرا. اسمح لهذه الصفحة باستخدامها، أو اختر صورة، أو اكتب رقم المتابعة.
track-no-code = ليس في هذه الصورة رمز QR مقروء. جرّب غيرها أو اكتب رقم المتابعة.
track-length = رقم المتابعة من 25 حرفًا ورقمًا؛ وعدد ما هنا { $found }.
track-character = العلامة { $character } في الموضع { $position } لا تأتي في رقم متابعة.
track-no-tracker = هذا ليس رقم متابعة.
track-no-receipt = هذا الملف ليس إيصال ورقة اقتراع.
track-try-again = قارن بإيصالك وحاول مرة أخرى.
track-cast = ورقتك في صندوق الاقتراع، في السطر { $line }
track-cast-closed = كانت هذه الورقة في صندوق الاقتراع عند انتهاء التصويت، في السطر { $line }
track-counted = هذه الورقة محسوبة في النتيجة؛ وهي في السطر { $line }
track-superseded = هذه الورقة في السطر { $line }، وتستبدلها ورقة لاحقة
track-opened = كانت هذه ورقة تجريبية فُتحت في السطر { $line }
track-committed = هذه الورقة معلنة في السطر { $line } ولم تُودَع
track-committed-opened = أُعلنت هذه الورقة في السطر { $line } وفُتحت في السطر { $later }
track-committed-cast = أُعلنت هذه الورقة في السطر { $line } وأُودعت في السطر { $later }
track-line = السطر { $line } في السجل
track-replaced = تُحسب بدلًا منها الورقة التي في السطر { $line } بالرمز نفسه. إذا لم تودعها أنت، فأبلغ الجهة المنظِّمة فورًا.
track-promised = وقّع الخادم إيصالك ويفي بوعده.
track-proved = ثبت أنها في السجل المكوّن من { $lines } سطر، الذي وقّعه الخادم ورآه هؤلاء الشهود: { $witnesses }.
track-proved-alone = ثبت أنها في السجل المكوّن من { $lines } سطر، الذي وقّعه الخادم. لا يراقب شهود هذا السجل.
track-proved-unseen = ثبت أنها في السجل المكوّن من { $lines } سطر، الذي وقّعه الخادم. لم يؤكّد ذلك عدد كافٍ من الشهود بعد: انظر بعد دقيقة.
track-unproved = لم يوقّع الخادم بعد ما يشملها. انظر بعد بضع ثوانٍ.
track-since = هي هناك منذ { $time } على الأكثر، كما يقول الشهود.
track-last-hint = أن لا ورقة لاحقة تستبدلها كلامُ الخادم. ومن يتحقق من السجل كله يعرف ذلك.
track-opened-hint = فُتحت لفحصها. يستطيع الجميع رؤية ما فيها، ولا يمكن إيداعها أبدًا. إذا لم تودع ورقة أخرى فأنت لم تصوّت.
track-committed-hint = كان أحدهم على وشك فحصها. إذا أردت التصويت، فارجع إلى الصفحة التي ختمتها فيها، أو صوّت من جديد.
track-verify = تحقّق من كل شيء
track-show-line = اعرض السطر
track-nothing = لا توجد هنا ورقة بهذا الرقم
track-nothing-typo = قارن كل مجموعة بإيصالك: غالبًا هو خطأ كتابة.
track-nothing-election = هل هو التصويت الصحيح والخادم الصحيح؟
track-nothing-tell = إذا كان الرقم والتصويت صحيحين، فاحتفظ بإيصالك: فهو دليل. اختر ملفه أدناه، وأبلغ الجهة المنظِّمة ومن يراقبون التصويت.
track-unsigned = هذا الإيصال لم يوقّعه خادم هذا التصويت
track-unsigned-hint = لا يُثبت شيئًا: تلف أو صنعه شخص آخر. إذا حصلت عليه من صفحات هذا الخادم، فاحتفظ به وأبلغ الجهة المنظِّمة.
track-promise-broken = نقض الخادم وعده
track-missing = وقّع إيصالًا للسطر { $line }، وليس في سجله إلا { $lines } سطر.
track-broken = وقّع إيصالًا للسطر { $line }، وفي سجله هناك سطر آخر.
track-broken-keep = احتفظ بإيصالك: فهو دليل. أرِه للجهة المنظِّمة ولمن يراقبون التصويت.
track-evidence = صنع متصفحك من إيصالك ملفًا يُثبت هذا لأي شخص، حتى من دون هذا الخادم.
track-evidence-save = احفظ الدليل
track-observer = لمن يستخدم سطر الأوامر
track-observer-hint = هذا يتحقق من السجل كله ومن إيصالك، ويكتب الدليل إذا نقض الخادم وعده:

## The log, line by line

board = السجل العلني
board-about = كل ما جرى في هذا التصويت بالترتيب. لا يُحذف شيء ولا يُغيَّر أبدًا.
board-place = رقم السطر أو رقم المتابعة
board-go = اذهب إليه
board-kind = ما يُعرض
board-all = كل شيء
board-reading = تجري القراءة …
board-not-found = لا شيء في هذا السجل بهذا الرقم.
board-lines = { $shown ->
    [zero] لا أسطر معروضة ({ $shown })
    [one] سطر واحد معروض ({ $shown })
    [two] سطران معروضان ({ $shown })
    [few] { $shown } أسطر معروضة
    [many] { $shown } سطرًا معروضًا
   *[other] { $shown } سطر معروض
} من { $lines } في السجل
board-none = لا توجد أسطر كهذه.
board-none-yet = لا شيء حتى السطر { $line } من { $lines }. تابع للبحث أبعد.
board-pages = صفحات السجل
board-first = من البداية
board-earlier = أسطر أسبق
board-later = أسطر لاحقة
board-newest = أحدث الأسطر
line-raw = السطر { $line } كما هو
line-hash = البصمة:
line-copy = انسخ
line-copied = تم النسخ
line-proof = إثبات أنه في السجل
line-unreadable = لا يمكن قراءة هذا السطر: في السجل خطأ هنا.
line-time = الوقت المذكور: { $time }.
line-authority = من الجهة المنظِّمة.
line-registrar = من المسجِّل.
line-voter = من ناخب لا يعرّف به إلا رمزه.
line-trustee = من الأمين { $trustee }.
line-roll-part = { $voters ->
    [zero] لم يُدرَج ناخبون ({ $voters }).
    [one] أُدرج ناخب واحد في القائمة ({ $voters }).
    [two] أُدرج ناخبان في القائمة ({ $voters }).
    [few] أُدرج { $voters } ناخبين في القائمة.
    [many] أُدرج { $voters } ناخبًا في القائمة.
   *[other] أُدرج { $voters } ناخب في القائمة.
}
line-roll-seal = خُتمت القائمة وفيها { $voters ->
    [zero] { $voters } ناخب.
    [one] ناخب واحد ({ $voters }).
    [two] ناخبان ({ $voters }).
    [few] { $voters } ناخبين.
    [many] { $voters } ناخبًا.
   *[other] { $voters } ناخب.
}
kind-manifest = حُدِّد التصويت.
kind-key-commit = يبدأ أمين إنشاء المفتاح.
kind-key-deal = يعطي أمين الآخرين أجزاءهم من المفتاح مشفَّرة.
kind-key-confirm = يؤكّد أمين المفتاح.
kind-key-complaint = يعترض أمين على جزء.
kind-key-restart = يبدأ إنشاء المفتاح من جديد.
kind-key-refresh = سيُسلَّم المفتاح إلى أمناء آخرين.
kind-roll-part = يُدرَج ناخبون في القائمة.
kind-roll-seal = تُختم القائمة.
kind-rehearsal = يُثبت أمين من جديد أن لديه جزءًا من المفتاح.
kind-open = يُفتح التصويت.
kind-ballot = تُودَع ورقة مختومة.
kind-commitment = تُعلَن ورقة مختومة لفحصها.
kind-challenge = تُفتح ورقة تجريبية لفحصها.
kind-close = يُغلق التصويت.
kind-intent = تحقّق أمين من صندوق الاقتراع ويعلن أنه سيفك تشفير مجموعه.
kind-partial-decryption = يفك أمين تشفير جزئه من المجموع.
kind-result = تُنشر النتيجة.
kind-abort = يُنهى التصويت دون نتيجة.

## Verify everything

verify = تحقّق من التصويت
verify-about = يقرأ متصفحك الآن السجل العلني كله ويتحقق من كل سطر فيه، دون أن يصدّق أحدًا.
verify-progress = الأسطر التي تم التحقق منها
verify-lines = الأسطر التي جرى التحقق منها: { $lines } ({ $percent } %).
verify-left = { $seconds ->
    [zero] بقي نحو { $seconds } ثانية.
    [one] بقيت نحو ثانية واحدة ({ $seconds }).
    [two] بقيت نحو ثانيتين ({ $seconds }).
    [few] بقيت نحو { $seconds } ثوانٍ.
    [many] بقيت نحو { $seconds } ثانية.
   *[other] بقيت نحو { $seconds } ثانية.
}
verify-percent = تم التحقق من { $percent } %.
verify-cancel = إلغاء
verify-again = تحقّق من جديد
verify-ballot-counts = ورقتك في السطر { $line } هي الأخيرة برمزك: وهي التي تُحسب.
verify-ballot-superseded = ورقتك في السطر { $line } استُبدلت بالتي في السطر { $by }، وهي التي تُحسب.
verify-ballot-opened = هذه ورقة تجريبية فُتحت في السطر { $line }. لا تُحسب.
verify-ballot-absent = لا توجد في هذا السجل ورقة بهذا الرقم.
verify-about-files = اختر نسخة من سجل انتخاب. يفحص متصفحك كل سطر منها دون أن يصدّق أحدًا.
verify-copy = تحقق من نسخة من السجل
verify-files = ملفات السجل
verify-files-hint = اختر أرشيفًا (.tar.zst) أو سجل أسطر (log.jsonl) أو كل ملفات مجلد السجل، أو أفلتها هنا. أضف إيصالات أو نتائج معلنة أو ملفًا بما تعرفه من مصدر آخر فتُقارَن. تبقى الملفات على هذا الجهاز.
verify-offline = كل شيء محمّل: لم تعد هذه الصفحة بحاجة إلى شبكة للتحقق من الملفات.
verify-source = الملفات: { $names }
verify-files-none = لا يوجد سجل بين هذه الملفات. اختر أرشيفًا (.tar.zst) أو سجل أسطر (log.jsonl).
verify-files-many = هذه الملفات تخص أكثر من سجل واحد. اختر أرشيفًا واحدًا وحده، أو سجل أسطر واحدًا مع نقاط تحققه.
verify-archive-wrong = هذا الأرشيف تالف أو ليس سجلًا. لا تفك ضغطه؛ اطلب نسخة أخرى.
verify-file-unreadable = تعذرت قراءة هذا الملف. اختره مرة أخرى.
verify-known-wrong = لا يمكن استخدام { $name }.
group-waiting = لم يبدأ
group-running = يجري الفحص …
group-passed = نجح كل شيء
group-passed-partly = نجح فيما جرى فحصه
group-failed = فشل
group-nothing = لا شيء للفحص بعد
group-checks = كل فحص
group-form = كل سطر سليم الصيغة
group-form-meaning = تقرأ كل البرامج كل سطر بالطريقة نفسها، وهذا هو التصويت الذي طلبته.
group-log = السجل واحد ولم يُغيَّر شيء
group-log-meaning = كل سطر مربوط بكل ما قبله، وقد وقّع ذلك الخادم وشهوده.
group-keys = أنشأ الأمناء المفتاح معًا
group-keys-meaning = إذا كانوا أقل من العدد اللازم فلا يستطيعون فك أي تشفير.
group-roll = قائمة الناخبين ثابتة
group-roll-meaning = خُتمت قبل بدء التصويت ولم يُضَف أحد بعد ذلك.
group-ballots = كل ورقة من ناخب في القائمة، وهي صحيحة
group-ballots-meaning = كل منها موقّعة برمز ناخب وتتبع القواعد، ولا تُحسب أي منها مرتين.
group-practice = الأوراق التجريبية خُتمت بأمانة
group-practice-meaning = في كل منها ما اختير، ولا تُحسب أي منها.
group-result = النتيجة هي مجموع الأوراق
group-result-meaning = فكّ الأمناء تشفير المجموع وأثبتوا ذلك؛ والأعداد المنشورة هي ما نتج.
verify-not = ما لا يبيّنه التحقّق
verify-not-device = أن جهاز الناخب ختم ما اختاره: لذلك يفحص الناخبون أوراقًا تجريبية.
verify-not-codes = أن المسجِّل أعطى الرموز لأصحابها ولم يحتفظ بأي منها.
verify-not-refused = أنه لم تُرفض ورقة عند الباب ولم يرها أحد بجانب الناخب.
verify-not-page = أن هذه الصفحة نفسها أمينة. للتأكد، تحقّق ببرنامج من مصدر آخر مثل verifier-cli.
trouble-contradiction = ما يقوله الخادم ليس ما في سجله. احتفظ بإيصالك، وأبلغ الجهة المنظِّمة ومن يراقبون التصويت.
