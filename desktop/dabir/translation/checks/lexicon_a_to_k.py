"""Rows of the word list whose English stem begins with A to K; see `lexicon` for how to read them.

Written by tests/benchmarks/checks/learn_words.py from 8,719 sentence triples.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = """
abadan8|اباد6|abada8 aban5|ابان3| abando2|متروک3| abba5||abbas4 above3|بال4|yuxar3 absenc3|غیاب4| absher5||abşer5
absten8|ممتنع8|bitər5 abu5||əbu4 academ3||akade5 accent5||ləhcə4 accept7|پذیر5/پذیرف7|qəbul4 acces6|دسترس4|çıxış5
accide4|حادث5|qəza5/qəzal4 accomp5|همراه6|müşay6 accord3|اساس5/طبق4|məlum4/sözlə3
accoun7|حساب7/حسابد9/سهم6|hesab5/mühas6 accura4|دقت5| accus9|مته8|ittih7/təqsi8 acid7|اسید6|turşu8
acquit8|تبری8|bəraə7 acros2|سراسر1| action2|اقدا2| activi4|فعال3/فعالی2| actor8|بازیگ6|aktyo8 added7|افزود7|əlavə5
addres4||ünvan4 aden7|عدن7|ədən8 adha5|قرب4| admini4||inzib4 admira7|دریاد8|admir8
admitt8|اعترا8/پذیرف7|etira9/qəbul4 adopt4|تصویب8| adult5|بزرگس4| advert8|تبلیغ6|rekla8 advis7|توصی9|tövsi8
advise8|مشاور6|müşav7 afar5||uzaqd2 afghan9|افغ8/افغان9|əfqan9 afraid7|ترس8/ترسد5/ترسید5|qorxu7
africa9|افریق9|afrik9 aftern8|بعداز6/عصر2|günor8 afters5|پسلرز5| again6|دوبار7|yenid5/yenə3
agains4|برابر6/علی6|qarşı2 agate5|عقیق5| age7|سن8/پیر9|dövrü4/qocal4/yaşı5/yaşın4 agenci8|اژانس9/خبرگز9|agent8
agenda4|دستور5| aghdam8|اغدا6|ağdam8 ago9|پیش7|əvvəl7 agre8|توافق9/موافق7|razıl8 agreem8|توافق9/موافق7|razıl8/saziş8
agricu9|کشاور8|təsər8 agroun5||saya4 ahvaz8|اهواز8|əhvaz8 aid8|کمک8|yardı7 aim4||məqsə2 air7|هوا6/هوای6|hava8/havan7
aircra9|هواپی8|təyya8 airlin8|هواپی8|aviaş8 airpor9|فرودگ9|hava8/liman9 aktau8|اکتای8|aktau8 al2|عید9|
alarm7|اژیر9/زنگ6|həyəc6/siqna6 albani8|البان8|alban8 album5||albom5 aleppo8|حلب8|hələb8 ali4||əli3 alive6|زند5|sağ7
aliyev5||əliye5 all6|تما4/همه7|bütün7/hamıs8 allerg5||aller5 allian3||alyan5 alloca5|اختصا5|ayırı3
allow6|اجاز9|icazə7/imkan6 almond8|بادا8|badam6 almost8|تقریب7|demək5/təxmi2 alone5|تنها8|tək5/təkcə4 also1|همچنی5|
althou5|انک2/اگرچ5/هرچ4|halbu3/olsa4 altitu5|ارتفا2| alumin9|الومی9|alümi9 alway9|همیش7|həmiş7 amazon8|امازو8|amazo8
ambass9|سفیر9|səfir9 ambula9|امبول9|təcil9/yardı7 ambush8|کمین6|pusqu8 amend5|اصلاح5| amendm4|اصلاح5|
americ9|امریک4|ameri8 amirab8|امیرا8|əmira8 ammuni5||sursa4 amnest4|عفو8| among5|میان7|arası8 anaest5|بیهوش4|
analys9|تحلیل8|anali9/təhli9 anchor6|لنگر6|lövbə6 ancien7|باست7/باستا9|qədim6 anger8|خشم7|qəzəb5 angri5|خشمگی3|
animal7|حیو8/حیوان8|heyva6 ankara9|انکار7|ankar9 annive7|سالگر7|ildön8 announ9|اعلا8/خبر6|açıql6/bildi7/elan5
annual8|سالان3|illik8 annull7|ابطال5/باطل6|ləğv6 anothe4|دیگر5|ardın6 answer8|پاسخ8|cavab7 antarc4||antar5
anthem7|سرود7|himni8 anti6|ضد6/مبارز6|mübar3/əleyh2 antibi5||antib5 antiqu4|عتیق5| any4|هرگون7/هیچ5|hansı4/heç7
anyon3|کسی6| anzali9|انزل9|ənzəl9 apartm8|اپارت9|mənzi7 apolog9|عذرخو9/پوز8|üzr9 app6|اپلیک8|tətbi3
appeal5|تجدید7|apell8 appl5|سیب4| applau7|زدن4|alqış7 apple4|سیب4| appli3||mürac2 applia6|لواز5|məişə4
applic6|متقاض7|mürac2 appoin4|انتصا8|təyin4 appren5|شاگرد2| approv7|تصویب8|təsdi7 april8|اوریل9|aprel8
ara9|ارس9|araz8/arazı8 arab8|عرب9|ərəb9 arabia8|عربست8|ərəbi8 arabic8|عرب9|ərəb9 arak8|اراک8|ərak8
arasba8|ارسبا8|arasb8 arbaee8|اربعی8|ərbəi8 arbitr7|داور8|arbit9 arcad4|پاساژ5| archae8|باستا9|arxeo8 archer5|کمان4|
archit9|معمار9|memar9 archiv9|ارشیو9/بایگا8|arxiv9 arctic5||arkti4 ardabi9|اردبی9|ərdəb9
area6|مناطق7/منطق9|bölgə7/ərazi3 argent9|ارژان9|argen9 arm5|تسلیح7|silah6 armed7|مسلحا8|silah6 armeni8|ارمنس9|ermən8
armi9|ارت8|ordu8/ordun9/ordus8 armour8|زره8|zireh7 around2||ətraf3 arrest7|بازدا7/دستگی6|həbs4/saxla5
arriv4|رسید4/رسیدن7|gəlib2/gəlmə3 arriva5||gəliş2 art6|هنر7|sənət6 articl7|ماد6|maddə6 artifi9|مصنوع9|intel9/süni8
artill4|توپخا5| artist7|هنرم7/هنرمن8|rəssa8/sənət6 asean8|اسه8|asean8 ash7|خاکس7|kül6 ashe5|خاکس7| ashgab5||aşqab5
ashiq8|عاشیق8|aşıq8 ashura8|عاشور8|aşura8 asia9|اسی8/اسیا9|asiya9 asian9|اسیا9/اسیای8|asiya9 aside6|کنار3|ayrıl2
ask6|پرس9/پرسد8|soruş9 asked8|خوا7/خواست8/پرس9/پرسید8|istəy6/soruş9/xahiş7 asleep4||yuxuy4 assemb2|مونتا5|
assess4|ارزیا3| asset8|دارای5|aktiv8/əmlak6 assist5|دستیا7|kömək6 associ8|انجمن7|assos8/birli6 assura5|اطمین3|
assyri6|اشور7|assur7 astana9|استان6|astan7 astara9|استار8|astar9 astero8|سیارک8|aster8 asthma5||astma5
astron8|ستاره6/فضانو7|astro8 asylum8|پناهج5|sığın8 athen8|اتن7|afina7 athlet9|دوومی8/ورزشک8|atlet6/idman8
atmosp4||atmos5 atomic8|اتم8|atom8 attack7|حمل4|hücum8 attemp4||cəhdi4 attend7|حضور5/مهمان8|iştir5/stüar7
attent6|توج4|diqqə5 attrac6|جذب4|cəlb4 auctio9|حراج8/مزاید8|hərra8 audito8|حسابر8|audit7 august9|اوت8/مرداد6|avqus9
austra9|استرا6|avstr9 austri9|اتری8/اتریش8|avstr9 authen7|اصالت8|həqiq5 author4|مقام8/نویسن8|rəsmi8 automa5|خودکا4|
autumn9|پاییز9|payız9 availa4|دسترس4| avalan8|بهمن8|uçqun5 averag9|انگین9/متوسط8|orta8 aviati8|هوانو8/هواپی8|avias8
avoid2|پرهیز3| awai2|برد2/دور3/فاصل4| await5|منتظر9| awake6|بیدار5|oyaq7 award7|جایز9|mükaf8 azadi8|ازاد7|azadi8
azerba9|اذربا9|azərb9 azerta8|اذرتا8|azərt8 babak8|بابک8|babək8 babi8|نوزاد7|körpə7
back5|بازگر7/برگرد3/برگشت8/دوبار7/عقب5|geri4/qayta6/qayıt8/yenid5 bacter9|باکتر8|bakte8 bad7|بد8|pis5
bag8|کیس6/کیف8|torba7/çanta8 baghda9|بغداد9|bağda8 bahman8|بهمن8|bəhmə8 bail8|وثیق8|girov6 bake7|پخت5|bişir6
baker8|نانوا9|çörək9 bakeri9|نانوا9|çörək9 baku9|باکو9|bakı9/bakıd9/bakın9/bakıy9 balanc7|تراز6/توازن8|balan6/taraz7
balkan8|بالک8|balka8 ball8|توپ6|top5/topu8 balloo4|بالن6|şar7 ballot4|رای6/صندوق6| baltic9|بالتی8|balti8
ban8|محروم6/ممنوع9|qadağ8 banana5||banan5 bandar7|بندرع8|bəndə6 bangko8|بانکو8|banqk8 bangla8|بنگلا8|banql8
bank9|بانک9|bank9/bankl9/bankı9 banker7|بانکد8|banki7 bankno8|اسکنا8|əskin8 bankru8|ورشک8/ورشکس8|müfli9
bann9|ممنوع9|qadağ8 banque5||ziyaf4 barb8|خاردا8|tikan8 barcel8|بارسل8|barse8 bare4||çılpa5 barefo5||ayaqy5
barlei7|جو6|arpa8 barn6|طویل8|tövlə8 barrel7|بشک7|barel8 base6|پایگا5|bazas7 baseba8|بیسبا8|beysb8 basele5||əsass3
baseme9|زیرزم8|zirzə8 basket9|بسکتب9/سبد7|baske8/səbət8 bat4|خفاش5| bathho5||hamam7 bathro8|حما7|hamam7
batter8|باتر9|batar8 battl4|نبرد2| batumi8|باتوم8|batum8 bazaar9|بازار9|bazar7 bc8|لاد2|eramı8 beach6|ساحل8|çimər8
bean6|لوبیا8|lobya8 bear4|خرس7|ayı6/ayını3 beard5||saqqa5 becaus7|خاطر4/دلیل4/زیرا7/سبب4/علت6/چون6|səbəb6/çünki8
becom2|بدل4|çevri5 bed5|تختخو8|çarpa6 bee8|زنبور5|arıla8 beekee5||arıçı4 befor7|پیش7|əvvəl7 began9|اغاز8|başla7
begin8|اغاز8|başla7 beginn4|ابتد8| begun7|اغاز8|başla7 behind6|عقب5/پشت5|arxas7 behzad8|بهزاد8|behza8
beij9|پکن9|pekin9 being2|شود0| beirut8|بیروت8|beyru8 belaru8|بلارو8|belar8 belgia8|بلژیک8|belçi8
belgra8|بلگرا8|belqr8 believ7|باور6/معتقد8|düşün6/edir0/fikri6/inanm6 bell8|زنگ6/ناقوس8|zəng5/zəngi4 belong4||məxsu3
below6|زیر6|aşağı7 belt5||kəmər7 bench8|نیمکت8|skamy9 bend8|پیچ4|döngə7 beneat5||altın7 benefa5||xeyri6
benefi4|بهرهم8|yarar4 berlin9|برلین9|berli9 besid8|کنار3|yanın6 best7|بهتری8|yaxşı7 betray7|خیانت7|xəyan7
bett8|شرطبن8|mərc8 better8|بهتر8|yaxşı7 betwee6|بین3/میان7|arası8 bicycl9|دوچرخ9|velos9 big6|بزرگ6|böyük4
bilasu8|بیلهس8|biləs7 bill7|قبض4/لایح9|layih8 billio9|لیارد9|milya9 biolog5||biolo4 bird8|پرند4/پرندگ9|quş8/quşla9
birthp5|زادگا4| bishke8|بیشکک8|bişke8 bitter6|تلخ8|acı7 bitume5|قیر4| black8|سیا8|qara7 blacko6|خاموش4|kəsin6
blad8|پره6|pərlə8 blam4||günah6 blame4||günah6 blanke6|پتو7|yorğa7 blast9|انفجا9|partl7 blaze4||alovu3
blind8|نابین8|gözdə8/kor7 block1|مسدود5| blood7|خون7|qan8 blosso7|شکوفه8|çiçək7 blue6|ابی4|göy3/mavi8 boar5|گراز5|
board5|سرنشی4/هییت6|heyət8/idarə5 boat8|قایق8|qayıq7/qayığ7
bodi7|بدن5/جسد8/نهاد4/پیکر5|bədən8/cənaz6/cəsəd6/meyit7/qurum3 bodybu8|بدنسا6|bodib8 boil4||qayna2
bolivi8|بولیو8|boliv8 bomb9|بمب8/بمبار7|bomba9 bond6|اوراق5|istiq4 bone8|استخو8|sümük9 bonfir5||tonqa4 bonus5|پاد4|
book8|کتاب9|kitab7 boot5|چکم8|çəkmə3 border9|مرز9|sərhə9 born4|دنیا4|doğul4 borrow3|وامگی5|
bosnia8|بوسن8/بوسنی7|bosni8 both1||həm4 bottl6|بطر6|butul7 bought6|خرید6|alan3/alıb2 boulev7|بلوار7|bulva7
box5|بوکس8/جعب5|boks8/qutu5 boxe5|جعبه7|qutul6 boxer5||boksç5 boy7|پسر9/پسربچ8|oğlan8 boycot7|تحر6|boyko7
braill8|بریل8|brayl8 brain9|مغز6|beyin5/beyni7 brak8|ترمز7|əyləc7 branch5|شعب5|filia8 brand4||brend4
brazil9|برزیل9|brazi9 bread9|نان8|çörək9/çörəy9 break2|شکست6| breakf8|صبحان7|yeməy6 breath6|نفس9|nəfəs8
brent8|برنت8|brent8 bric8|بریکس8|brıcs8 brick7|اجر6|kərpi7 bride5||gəlin2 bridg9|پل9|körpü7
brief8|کوتا7|brifi4/qısa8 bring4|اورد3/بیاور5|gətir4 britai9|بریتا9|brita9 britis8|بریتا9|brita9 broadc6|پخش4|yayım5
broke5|شکست6|sındı6 broken5|خراب3/شکست6|qırıl4/sınıq8 broker5|کارگز6|broke7 bronz8|برنز9|bürün7
brothe9|برادر9|qarda6 brough4|اورد3/رسا4|gətir4/çıxar3 brush5||fırça5 brusse8|بروکس8|brüss8 bu8|اتوبو9|avtob8
bucket7|سطل6|vedrə7 budape8|بوداپ8|budap8 budget9|بودج8|büdcə9 build6|ساخت5/ساختم8/سازد3|bina7/binan8/binas6/tikin8
buildi8|ساختم8|binal6 built5|ساخت5|tikil7 bulgar9|بلغار9|bolqa9 bureau6|دفتر7|büros6 buri4|دفن6|basdı4/dəfn4
burn7|سوخت7/سوزان8|yanan5/yandı4/yanıb6 buse8|اتوبو9|avtob8 busheh7|بوشهر7|buşəh8 busine2|بازرگ7|bizne5
butche8|قصاب8|qəssa8 butter8|پروان8/کره8|kəpən8/kərə8 button5||düymə4 buy6|خرد5/خرید6|almaq3/almağ5/alınm2
buyer9|خریدا7|alıcı8 cabine6|کابین7|kabin6 cabl7|کابل7|kabel9 cable7|کابل7|kabel9 cage8|قفس5|qəfəs8
cairo8|قاهر7|qahir8 cake5|کیک5| calciu8|کلس8|kalsi8 calcul5|محاسب3| calend7|تقو7|təqvi7 califo8|کالیف8|kalif8
call6|تماس6/خوا7/خواست8/فراخو7/نام7|adlan7/çağır8 callig5||xətta5 calm7|ارا6|sakit5 cambod8|کامبو8|kambo8
came2|امد2|gəldi2 camel8|شتر8|dəvə8 camera8|دوربی9|kamer7 camero5|کامرو5| camp8|اردو6/اردوگ9|düşər8 campai2||kampa6
can6|توا9/توان7|bilir7/bilər8/edə7/olar4 canada9|کاناد8|kanad8 canal8|کانال7|kanal7 cancel8|لغو6|ləğv6
cancer8|سرط8|xərçə6 candid8|نامزد8|namiz7 candl8|شمع8|şam4 cannot7|توا9/توان7/نمی3|bilmi7/bilmə4/olmaz7
capaci5|ظرفیت3| cape4|دماغ5| capita8|سرمای9/پایتخ9|kapit9/payta9/sərma9 capsiz5|واژگو4|
captai9|ناخد8/ناخدا9/کاپیت9|kapit9 captiv3||əsirl3 car8|خودرو9|avtom8/maşın8 caraca8|کاراک8|karak8
carava8|کاروا8|karva9 carbon7|کربن8|karbo8 carcas4|لاش4| card9|کارت8|kartl8/kartı8/vərəq5/vəsiq7 cardia5|ایست3|
care6|مراقب7|reani8 carefu4|دقت5|diqqə5 cargo5|محمول5|yük7 carpen8|نجار8|dülgə8 carpet9|فرش8/قال8/قالیب8|xalça8
carri3|انجا4/دارد0|aparı2/daşıy5/icra6 carria7|واگن8|vaqon8 carry6|حامل8|apara2/daşıy5 case6|پروند6|iş7/işi6
cash8|نقد7|nağd9 cashie4||kassi5 casino5||kazin5 caspia9|خزر9|xəzər9 castl7|قلع7|qalas5 casual4|تلف2|itki6
cat8|گرب8|pişik9 caucas9|قفقاز9|qafqa9 caught1|غافلگ6| caus4|باعث5|səbəb6 cause6|علت6|səbəb6 cave9|غار9|mağar9
cctv5|مدارب4| ceasef9|اتشبس9|atəşk8 ceil8|سقف6|tavan8 celebr6|جشن5|qeyd3 cell6|سلول6|hücey8 cement8|سیم6|semen8
cemete7|گورست8|qəbir6 censor8|سانسو8|senzu8 censu8|سرشما7|əhali7 cent2|سنت7| centim8|سانتی7|santi8
centr8|مرکز9|mərkə9 centra9|مرکز9|mərkə9 centur7|قرن7|əsrdə9/əsrin7/əsrə8 ceremo8|مراس6|məras7
certif7|گواه9|arayı6/serti8 ceyhan8|جیح8|ceyha8 chabah8|چابها8|çabah8 chad5|چاد5| chain8|زنجیر6|zənci9 chair2|صندل3|
chairm4||sədri7 chambe7|اتاق7/بازرگ7|palat5 champi8|قهرم8/قهرما6|çempi8 chanc4|فرصت3|imkan6 chance8|صدراع7|kansl8
chande5||çilçı5 chang8|تغییر7/عوض9|dəyiş6 channe6|شبک8/کانال7|kanal7 charg3|اتهام8/شارژ5|ittih7 charit8|خیری8|xeyri6
cheap8|ارز8|ucuz7 cheape6|ارزان7|ucuz7/ucuzl1 check3||yoxla5 chees9|پنیر9|pendi9 cheeta5||hepar5
chemic8|شیمیا7|kimyə8 chemis8|شیم7|kimya8 chequ4||çeklə5 ches9|شطرنج9|şahma8 chest4||sandı4 chicag8|شیکاگ8|çikaq8
chicke7|مرغ4|toyuq7 chickp8|نخود7|noxud8 chief6|رییس8/مدیرع8|baş5/rəisi7 child7|بچه8/فرز5/کودک9|uşaq8/uşağı8
childr9|بچه8/فرزند8/کودک9|uşaq8/uşaql9/uşağı8/övlad7 chile5|شیل2| china9|چین8|çin9/çinin8 chines8|چین8|çin9
chip5|تراش4| chocol8|شکل5|şokol8 choic4|چار3|seçim4 choler8|وبا8|vəba8 chop5||doğra4 chose3||tutdu2
christ7|کریسم8|milad6/xrist5 church9|کلیس8/کلیسا8|kilsə9 cia5||mki5 cigare9|سیگار9|siqar8
cinema7|سینم6/سینما6|kino9/kinot8 circum4|شرایط2| cit4||istin2 citi9|شهر8|şəhər8 citize9|تابعی9/شهرو7/شهرون9|vətən6
civil3||mülki6 civili8|غیرنظ8|mülki6 claim6|ادع8/ادعا9|iddia6 clash6|درگیر4|toqqu7 class6|کلاس6|dərsl7
classi3||məxfi7 classr8|کلاس6|sinif6 claus6|بند3|bəndi7 clean7|تمیز8/پاک5|təmiz4 clear3|روشن5/صاف4|aydın5/təmiz4
cleric4|روحان4| client6|موکل8|müvək8 climat7|اقل6|iqlim6 climb6|بالا6/صعود2/کوهنو9|dırma8/qalxı5
climbe8|کوهنو9|alpin8 clinic6|درمان4|klini6/polik8 clos8|بست7/تعطیل7|bağla5/bağlı3
close7|تعطیل7/نزدیک8|bağla5/yaxın6 cloth9|لباس6/پارچ8/پوشاک8|geyim6/palta6/parça5 cloud8|ابر8|bulud6
club8|باشگا9|klub9/klubu8 cluste5||kasse5 coach9|سرمرب9/مرب8/مربی6|məşqç9 coal8|زغال8/زغالس8|kömür7
coalit9|ایتلا8|koali9 coast9|ساحل8/سواحل7|sahil6 coasta8|ساحل8|sahil6 code4|کد5|kodun8 coffe9|قهو9|qəhvə9
coffin8|تابوت8|tabut8 coin9|سکه9|sikkə9 cold8|سرد7/سرم3/سرما8|soyuq7 collap6|ریخت2/ریز3/سقوط5/فروری6|uçmas6/çökmə7
collea8|همکار8|həmka7 collec3|مجموع2/کلکسی8|kolle6 collid7|برخور6|toqqu7 colomb7|کلمبی8|kolum8 colone8|سرهنگ8|polko8
colour8|رنگ6|rəngi7/rəngl9 column7|ستون6|sütun6 combat4|مقابل1| combin3|ترکیب2| come3|امد2/اید3|gəlir5/gəlmi4/gəlmə3
comedi5||komed5 comman9|فرمان5|koman9 commen4|اظهار3|şərh7/şərhç4 commer5|بازرگ7/تجار7|komme7 commis9|کمیسی9|komis8
commit8|کمیت9/کمیسی9|komis8/komit9 commod4||əmtəə4 commun2|جامع5|rabit4 compan9|شرکت6|şirkə8 compar5|نسبت2|müqay5
compen9|خسارت9/غرامت9|kompe8/təzmi9 compet9|رقابت6/مسابق7|müsab9/rəqab8/yarış7 compla8|شکایت7/گلای8|giley5/şikay6
comple5|تکمیل5/پای5/کامل9|başa7/kompl4/tamam6 compos4|اهنگس8|bəstə6 compre3||kompr4 compul6|اجبار6|məcbu5
comput9|رایان8/کامپی7|kompü9 concer9|نگران8/کنسرت8|konse5/narah8 concre9|بتن9|beton9 condem7|محکو7|pislə6
condit6|شرط7/مشروط6|vəziy4/şərti5/şərtl6 condol7|تسلیت8|başsa8 conduc4||davra3/dirij5 confed8|کنفدر8|konfe7
confer7|نشست5/کنفرا9|konfr8 confid8|اعتما8/محرما8|etima9/məxfi7 confir9|تای7|təsdi7 confis7|مصادر8|müsad6
confli4||münaq4 congo8|کنگو8|konqo8 congra5|تبریک4| congre8|کنگر8|konqr8 connec3||qoşul5 consci4||vicda4
conscr4|وظیف3| consec7|پیاپ7|ardıc6 consen7|رضایت6|razıl8 conser3|محافظ6| consid2|داند7| consig5|محمول5|
consis4||ibarə1 consor7|کنسرس8|konso8 consti5|اساس5|konst6 constr8|ساخت5/ساختم8|tikil7/tikin8
consul7|کنسول9|konsu9/məslə3 consum8|مصرف7/مصرفک8|isteh7/sərfi7 contac8|ارتبا6/تماس6|əlaqə6
contai5|حاو5/کانتی9|konte9 contam7|الود5|çirkl8 conten3|محتوا4| contes6|مسابق7|müsab9 contin6|ادام8|davam4
contra8|خلاف6/قرارد8/پیمان8|müqav8/podra9/əksin6 contro5|مراقب7/کنترل7|dispe7/nəzar5 conven5|کنوان9|konve9
conver3|گفتگو3| convic5||məhku7 convoi8|کارو6|karva9 cook6|اشپز6|aşpaz7/bişir6 cool6|خنک8|sərin7
cooper9|تعاون8/همکار8|koope8/əməkd8 coordi5|هماهن5| copenh8|کپنها8|kopen8 copi7|رونوش8/نسخ5|nüsxə7/surət8
copper5|مس6|mis7 coral7|مرجان8|mərca7 correc3|درست3| corres7|خبرنگ9|müxbi6 corrid8|راهرو8/کریدو8|dəhli8
corrup9|فساد9|korru9 cosmet5||kosme5 cost5|هزین6|başa7/xərci7/xərcl7 costli4|پرهزی5| cotton8|پنب9|pambı8
cough7|سرف8|öskür7 could3|توا9/توان7|biləc4/bilər8 counci9|شور6/شورا7|şura9/şuras9 count5|ارا6/شمار6|sayıl4
counte6|تقلب8/همت7|həmka7/saxta7 counti6|شهرست6|şəhri7 countr9|کشور8|ölkə8/ölkəd8/ölkəl8/ölkən9/ölkəy8 coup3|کودت5|
coupl5|زوج6|cütlü7 courag8|شجاعت6|cəsar5 cours5|دور3|kursu6 court9|دادگا9/دیو7|məhkə7 courty8|حیاط7|həyət6
cover3|شامل4/پوش5|işıql6/örtül4 cow6|گاو5|inəkl7 crack6|ترک7|çatla8 crane6|جرثقی5|kranı5
crash7|تصادف4/سقوط5|qəzad6/qəzas7/qəzay8 creat4||yarad3 creati5||yarad3 creden8|استوا4|etima9 credib5|اعتبا7|
credit6|اعتبا7/طلبکا6|kredi8/nisyə5 cresce8|احمر9/هلال8|aypar8 crew6|خدم8|heyət8 crime8|جرم6/جنایت8|cinay6
crimin6|کیفر7|cinay6 crisi9|بحر9|böhra8 critic9|انتقا6/منتقد9|tənqi9 croati8|کرواس8|xorva8 crop7|محصول9|məhsu7
cros3|صلیب7|xaç8 cross5|عبور4/گذرگا8|keçib3/keçid6 crossi7|گذرگا8|keçid6 crowd3||izdih4 crown5|ولیعه8|vəliə6
cruis5|تفریح6|kruiz8 crush4|له5| cry5|گری6| crypto7|رمزار8|kript8 crysta6|بلور7|krist7 cuba5|کوبا4|
cubic8|مکعب8|kubme8 cucumb8|خیار8|xiyar8 cultur9|فرهنگ7|mədən9 cup7|جام7|kubok8 curb4|محدود8|məhdu6
curren7|ارز8/پول7|valyu8 curtai8|پرد6|pərdə6 custom9|مشتر7/مشتری9/گمرک9|gömrü9/müştə9
cut5|قطع3/کاه6|azald6/endir6/kəsil5 cyber8|سایبر9|kiber7 cybera8|سایبر9|kiber7 cycl8|دوچرخ9|velos9
cyclis8|دوچرخ9|velos9 cypres8|سرو4|sərv8 cypru5|قبرس5| czech8|چک8|çexiy8 dagest8|داغست8|dağıs8 dagger8|خنجر8|xəncə8
daili7|روزان6|gündə9 dairi6|لبنی8|süd7 dam9|سد8|anbar7/bənd5/bəndi7 damag8|اسیب6/خسارت9|təzmi9/ziyan7/zədəl6/zərər5
damasc7|دمشق8|dəməş8 damava8|دماو8|dəmav8 damp4||rütub8 danc3|رقصید5| dance7|رقص7|rəqsi7 danger9|خطر7/خطرنا8|təhlü8
danish8|دانما9|danim9 danub8|دانوب8|dunay8 dark7|تاریک8|qaran7 darkne6|تاریک8|qaran7 dashka5||daşkə7
data6|داده8|məlum4 date6|تاریخ9/خرما8|vaxtı4/xurma9 daught4|دختر8| dawn3|سپیده5|sübhə6
day8|روز8|gün9/gündə9/günlü8/günü6 de4||de4 dead4|کشت6|ölü8 deadli4|مهلت2| deadlo7|بنب8|dirən7 deaf7|ناشنو7|eşitm4
deal6|توافق9|razıl8/saziş8 dealer2|دلال2| dearer8|گران5|bahal8 death5|مرگ7|ölüm7/ölümü6 debat6|بحث5/مناظر6|müzak6
debt8|بده5/بدهی8|borcl6/borcu7 debtor5|بدهکا3| decad6|دهه5|onill7 decemb8|دسامب8|dekab8 decid7|تصم9|alını2/qərar7
decil5|دهک5| decisi9|تصم9/تصمیم8/مصوب6|qərar7 deck5|عرش5| declar6|اعلا8|bəyan7/elan5
declin6|خوددا8/کاه6|azalm6/imtin4 decre5|فرم2|sərən6 dedica7|تقد4|həsr6 deem3||sayıb2 deep6|عمق8/عمیق6|dərin7
deer8|گوزن8|maral8 defeat9|باخت4/شکست6|məğlu7 defenc8|دفاع9|müdaf9
defend9|دفاع9/مته8/متهم8/مدافع7|müdaf9/müttə7/təqsi8 defici8|کسر6|kəsir8 defini3|تعریف3| defus7|خنث6|zərər5
degre9|درج9/دما9/مدرک6|dərəc8 delai4|تاخیر9| delay7|تاخیر9/تعویق8|gecik6/ləngi3 delega8|هیات7/هییت6|heyət8
delhi8|دهل6|dehli8 delibe6|عمد4/عمدا7|qəsdə8 delive4|تحویل7|təhvi8/çatdı5 demand8|تقاضا8/خواست8/خواه3|tələb7
democr8|دموکر8|demok8 demoli8|تخریب6|sökül7 dena8|دنا8|dena8 deni6|تکذیب8/رد5|təkzi8 deniz8|شاهدن8|şahdə8
denmar9|دانما9|danim9 dentis7|دندان5|stoma8 depend8|بستگ8/وابست5|asılı4 deploy3||yerlə2 deposi5|سپرده8|əmanə7
depot4||anbar7 depriv7|محرو4|məhru5 depth7|عمق8|dərin7 deputi8|معاون7|müavi8 derail8|ریل6|relsd8 desali4||duzsu5
descri2|توصیف5| desert6|بیاب4/صحرا8/کویر8|səhra6 design6|طراح6|dizay8 desk4|زها4/میز2| despit8|رغم7/وجود6|baxma5
destin5|مقصد4| destro6|نابود6/ویر6|dağıl4/məhv4 detail8|جزیی9|təfər8 detain8|بازدا7|həbs4/saxla5
detect4|تشخیص2|detek5 detent5|بازدا7| develo5|توسع7|inkiş7 devic8|دستگا4|cihaz8 devot7|اختصا5|həsr6 dey5||dey5
dialog7|گفتوگ6|dialo7 diamon6|الماس7|almaz6 dictat6|دیکتا8|dikta8 did3|نداد5/نکرد3|amma1/etməd4/vermə2
die3|درگذش7|vəfat7 died4|جان4/درگذش7|həlak3/vəfat7 diesel7|گازوی8|dizel7 differ5|اختلا5/متفاو7|fərql5
diffic4|دشوار8| digita9|دیجیت8|rəqəm8 dinner5|شام3| dinosa8|داینا8|dinoz8 diplom9|دیپلم9|diplo8
direct8|مدیر7/مستق8/کارگر8|birba8/direk7/rejis9 dirham5||dirhə5 disabi8|معلول9|əlill8 disabl6|معلول9|əlill8
disapp4|ناپد7| disarm9|خلع9|tərks9 disast4|فاجع4| discip8|انضبا8|intiz7 discou7|تخفیف6|endir6 discov6|کشف8|aşkar6
discri8|تبعیض8|ayrı9 discus8|دربار1|müzak6 dismis5|اخراج4/برکنا4|işdən6 displa6|اوارگ6/نمای2|etdir2/köçkü8
disput8|اختلا5/مناقش6|mübah6 disrup3|مختل5| dissol6|منحل7|burax4 distan5|فاصل4|məsaf4
distri5|توزیع6/منطق9|payla3/rayon6 diver8|غواص8|dalğı8 divide8|سود5|divid8 divorc8|طلاق8|boşan8 dna8|دیان8|dnt8
do1|دار0/کنید1|biz2 dock4|پهلو4| doctor9|پزشک9|həkim8 docume9|اسناد8/سند7/مدارک7/مست7|sənəd7 dodg7|طفر6|yayın6
doe1|کند0| dog7|سگ8|it8/itlər6 doha7|دوح7|dohad8 dollar9|دلار7|dolla7 dolphi8|دلفین8|delfi8 dome8|گنبد7|günbə8
domest4|داخل4|daxil5 don't2|نمی3/نکن2| donat5|اهدا4/اهدای6|bağış4 donor4|اهداک7|donor5
door5|دره5|qapı5/qapıl6/qapın4/qapıs4 dop6|دوپین7|dopin8 dormit8|خوابگ8|yataq4 doubl3|برابر6| doubt8|ترد6|şübhə8
down2|پایین6|azalı4/aşağı7/endir6/yerə2 dozen8|دهها7|onlar6 dr9|دکتر8|dokto9 draft7|پیشنو8|layih8 draw1|تدوین3|
dredg6|لایرو6|dibdə6 dres4|لباس6| dried5|خشک6|qurud6 drill6|تمرین8/حفار4/رزمای9|qazma6/təlim7
drink5|اشامی8/نوشید5|içməl8 driver9|رانند8|sürüc9 dron6|پهپاد9|dronl6 drone8|پهپاد9|dron8/dronu8 drop2||damcı3
dropp1||düşüb2 drough9|خشکسا9|quraq8 drown7|غرق4|boğul6 drug7|دارو9|dərma7 dry6|خشک6|quru7 dubai8|دبی8|dubay8
duck5||ördək5 due5|قرار3|idi2 dur4|جری3/هنگا4|zaman4 dushan8|دوشنب9|düşən2 dust7|خاک6/غبار7/گرد1|toz9
dutch9|هلند9|holla8/nider9 duti5|عوارض7|rüsum8/vəzif2 dwelle4|مرزنش4| dyed4||boyan2 dynast7|دودم8|sülal7
each2|یکدیگ6|birin6/olaca2 eagle8|عقاب7|qarta7 earli6|اوایل5/بامدا3/زود9/زودهن6|erkən6/tez6/tezdə6
earlie7|زود9/قبل5|tez6/əvvəl7 earn2||qazan5 earth7|زمین5|yer3/yerin3 earthq9|زلزل9/زمینل7|zəlzə9 easi6|اسان7|asand8
easier8|اسان7|asanl8 east7|شرق9|şərqi9 easter8|شرق9|şərq7/şərqi9 eat6|خور5/خورد1|yeyir8 eco7|اکو8|iət6
econom9|اقتصا9|iqtis9 ecuado8|اکواد8|ekvad8 edit8|ویرای8|redak9 editor8|دبیر8/سردبی8/ویراس8|redak9
educat9|اموز6/تحصیل6|təhsi7 effect3|اجرا2|təsir3 effort3|تلا5| egg7|تخممر9|yumur7 egypt9|مصر9|misir9
egypti8|مصر9|misir9 eid5|عید9| eight9|هشت9|səkki9 eighte6|هجد9|səkki9 eighti8|هشتاد9|səksə9 el4||el5
elderl8|سالخو5/سالم7/سالمن6|yaşlı5 elect4||seçil3 electi9|انتخا7|seçki7 electr9|الکتر9/برق9|elekt9 elemen5||eleme4
eleven9|یازد9/یازده8|on7 eligib5|واجد4| else3||başqa5 email4|ایمیل5| embass9|سفارت9|səfir9 embezz8|اختلا5|mənim5
embrac8|اغو6|qucaq8 emerge8|اضطرا6/اورژا8|fövqə5/təcil9 emirat5||bəə5/əmirl5 empir5|امپرا4|
employ5|کارفر9/کارم4/کارمن3|işəgö9 empti8|خال7|boş6/boşal7/əlibo6 encryp5||şifrə3 encycl5||ensik5 end6|پای5|sonun9
ended7|پای5/یافت3|başa7/bitdi4/çatıb7 enemi8|دشمن8|düşmə2 energi9|انرژ9/نیرو5|energ9/enerj8 engin7|موتور8|mühər9
engine9|مهندس9|mühən9 englan7|انگلس7|ingil9 englis8|انگلی7|ingil9 enough7|کاف5|kifay6 enter5|وارد5/ورود4|daxil5
entran4|ورود4/کنکور8| entrep8|کاراف8|sahib7 entri6|ورود4|giriş4 enviro8|زیست8/محیط8|ekolo7/mühit8 equal3||bərab3
equipm7|تجهیز8|avada9 equipp8|مجهز6|təchi8 era4||dövrü4 eritre8|اریتر8|eritr8 erosio7|فرسای7|aşınm8 error3|خطا5|
erupti5||püskü3 escap4|فرار3/گریخت7| establ2|برقرا2| estat4|شهرک2|miras7 estima8|براور5/تخمین8|hesab5/təxmi2
estoni8|استون8|eston8 ethic8|اخلاق8|etika8 ethiop8|اتیوپ8|efiop8 eu3||ai5 euro9|یورو7|avro7/avrol5/avroy8
europ9|اروپا9|avrop9 europe9|اروپا9|avrop9 evacua8|تخلی7|boşal7/təxli8 eve4||ərəfə4 even5|حتی8|axşam6/belə6/hətta8
event4|رویدا8|hadis4 everi1|شود0/کنند1| everyo8|همه7|hamı8/hamın8/hamıy6 everyt5|چیز7|şeyi6
eviden7|شواهد6/مدرک6|sübut7 exam9|ازمون8/امتح7/کنکور8|imtah8 examin4|بررس4| exceed3|فرا2|ötüb6 except5|استثن8|istis2
exchan7|ارز8/بورس8/تبادل9/مبادل6|birja8/mübad8 execut6|اجرای6/اعدا4/مدیر7/مدیرع8|direk7/icra6
exempt8|معاف8/معافی8|azad8/güzəş4 exerci7|رزمای9|təlim7 exhibi9|نمایش7|sərgi9 exile8|تبع7|sürgü7
expand7|گستر4|geniş3 expect6|انتظا9|gözlə6 expens6|گران5|bahal8 experi6|تجرب7|təcrü5 expert9|کارشن9|ekspe8/mütəx9
explai9|توضیح7|izah8 explan5||izaha4 explos9|انفجا9/منفجر7|partl7 export9|صادر8|ixrac9 expos4|پرد6|ifşa4
expres4|ابراز3| extend7|تمد9|uzadı8 extra7|اضاف6|əlavə5 eye5|چشم3|göz4 eyebro5||qaşla5 eyewit5|عین4|
fabric6|ساختگ3/پارچ8|parça5 facad5|نما1| face4|رو1/چهر5|üzləş3/üzünü7 facial5|چهر5| fact3||əslin4
factio8|فراکس8|fraks7 factor9|کارخا9|fabri8/zavod7 facult8|دانشک8|fakül6 fail2|نتوان5|bilmə4/uğurs4 faint3|ضعیف2|
fair7|نمایش7|sərgi9/ədalə7 fake8|تقلب8/جعل8|saxta7 fall2|سقوط5|azalm6/yıxıl4 fallen1||düşüb2 false2|نادر5|
famili8|خانوا9|ailə8/ailəl9/ailən8/ailəs9 famin5|قحط5| famou5||məşhu3 fan8|هوادا7|azark7 fao8|فایو8|fao8
far4|تاکنو7/کنون6|indiy6 fare6|بلیت9/کرای5|gediş4 farewe5|خداحا6|vida6 farhad8|فرهاد8|fərha8
farm4|کشاور8|ferma4/təsər8 farmer7|کشاور8|ferme9 faster7|سریع5|sürət4 fate8|سرنوش8|taley7 fateme8|فاطم8|fatim8
father8|پدر8|ata8/atam8/atası9 fathi8|فتح5|fəthi8 fault5|نقص4|nasaz5 faulti3|معیوب5|
favour6|محبوب5/موافق7/نفع5|lehin6/sevim8/xeyri6 fear5|ترس8|qorxu7 februa8|فوری8|fevra8 federa9|فدراس8/فدرال8|feder9
fee4|کارمز4|haqqı3 feed3||yem4 feedst8|خوراک3|xamma6 feet4||ayaql3/ayağı4 fell2|افت2|azalı4/düşüb2 femal4||dişi3
ferdow8|فردوس8|firdo8 fertil6|کود7|gübrə8 festiv7|جشنوا9|festi9 fever8|تب6|qızdı8 few5|چند7|neçə8 fewer7|کمتر7|az7
field4|دان3|tarla4 fifa8|فیفا8|fıfa8 fiftee8|پانزد8|on7 fifth6|یکپنج8|beşdə7/beşin3 fifti8|پنجا9|əlli9
fig8|انجیر8|əncir8 fight4|مبارز6|döyüş2/mübar3 fighte6|جنگند8|qırıc8 figur8|امار6/رقم4|rəqəm8/stati9
filipi8|فیلیپ9|filip8 fill6|پر6|doldu6 film7|فیل6/فیلم6|film8/filmi7/kino9/rejis9 filter4||filtr5
final8|فینال8/نهای9/پایان7|final9/son7/yekun7 finali8|نهای9|yekun7 finall8|سرانج6|nəhay7 financ8|مال6|maliy7
find4|پیدا7/یاب5|tapma5/tapır6 fine8|جریم9|cərim9 fined9|جریم9|cərim9 finger9|انگشت8|barma8 finish3|تما4|başa7
finlan8|فنلا8|finla7 fire7|اتش5/اتشسو9/حریق8|yanğı9 fired5|شلیک5|atəş4 firefi8|اتشنش8|yanğı9 firewo6|اتشبا8|atəşf7
first9|اول6/اولین9/نخست8/نخستی9|birin6/ilk9 fish6|ماهی7/ماهیگ9|balıq7 fisher8|ماهیگ9|balıq7 fitr5|فطر5|
five8|پنج9|beş8 fixed4||sabit5 flag8|پرچ9|bayra6 flamin8|فلامی8|flami8 flat6|اپارت9|mənzi7
fled7|گریخت7|qaçdı5/qaçıb9 fleet7|ناوگ6|donan6 flight8|پرواز7|reysi8/reysl9/uçuş4/uçuşl8 float7|شناور7|üzən6
flood7|سیل8/سیلاب8/سیلزد8|daşqı8/sel9/seldə8 floodw7|سیلاب8|sel9 floor6|طبق4/کف3|döşəm6/mərtə7 flour9|ارد9|un4/unu8
flower6|گل5|gül6/güllə3/çiçək7 flu7|انفلو7|qripi8 fluctu5|نوس4| fly4|پرواز7|uça7 fodder4|علوف5| fog9|مه9|duman8
follow3|دنبال4/پی1| food8|غذا7/غذای7|yemək6/yeməy6/ərzaq7 fool8|فریب5|aldan7 foot5|پا1/پیاد6|piyad7
footba9|فوتبا8|futbo9 forc6|مجبور7/ناچار6/نیرو5|məcbu5/qüvvə6 force3||qüvvə6 foreca8|بین3/پیشبی7|proqn9
foreig9|خارج7|işlər6/xaric9/əcnəb9 forest8|جنگل8|meşə9/meşəd8/meşəl8 forg8|جعل8|saxta7 forget8|فرامو8|unutm5/unutq8
forgot6|فرامو8|unudu7 form3|تشکیل3|yaran1 formal6|رسما6|rəsmə6 former8|سابق6/پیشین8|keçmi8 formul4|فرمول5|
forti9|چهل9|qırx9 fortre4|قلع7| fossil4|فسیل5| fought6|جنگید7|vuruş7 found6|پیدا7/کشف8/یافت3|aşkar6/tapıb8/tapıl6
founda7|بنیاد6|bünöv5/fondu8 founde4|بنیان7|təsis6 founta6|فواره8|fəvva6 four8|چهار8|dörd9 fourte5|چهارد5|
fourth6|چهارم8|dördü5 fox5||tülkü4 fragil5||kövrə3 franc7|فرانس9|frans9 frankf8|فرانک6|frank7 fraud4|تقلب8|
free7|ازاد7/رایگ9|azad8/pulsu9 freed5||azad8 freedo9|ازاد7|azadl6 freez5|یخ7|donur8 freigh4||yük7
french9|فرانس9|frans9 fridai9|جمع4|cümə9 friday4|جمعه5| friend8|دوست7/دوستا7|dostl9 front5|جبه8/جلو5|cəbhə7
frost4||şaxta5 frozen6|مسدود5|dondu6/donmu5 fruit5|میو9|meyvə7 fuel8|سوخت7|yanac9 full7|پر6/کامل9|dolu6/tam7
fulli8|کامل9|tam7 fund7|صندوق6|fondu8/vəsai3 funera3||yas5 furnac4|کور3| furthe3|اطلاع7/ثانو5| futur5||gələc2
fuzuli8|فضول8|füzul8 ga9|گاز8|qaz9/qazın6 galaxi5||qalak4 galler6|گالر8|qaler7 gambl6|قمار8|qumar7
game8|باز4/بازی8|oyunl7/oyunu6 gang5||dəstə3 ganja9|گنج9|gəncə8 ganjav5|گنجو5| gapik8|قپیک7|qəpik6
garden6|باغ5/باغب8|bağba5/bağın7 gate2||darva5 gather5|تجمع9|topla3 gave5|داد2|verdi3/verib3 gaza8|غزه8|qəzza8
gdp8|ناخال9|üdm8 genera6|دبیرک9/نسل7/کل5|baş5/gener4/nəsil8/ümumi5 geneti8|ژنتیک8|genet8 geneva9|ژنو9|cenev9
geogra8|جغراف8|coğra8 geolog8|زمینش8|geolo8 georgi9|گرج8/گرجست9|gürcü9 german9|الم9/المان9|alman9
ghazal8|غزل8|qəzəl8 giant8|غول9|nəhən7 gift8|هدی8|hədiy7 gilan9|گیل9|gilan9 girl8|دختر8|qız7/qızla8 giv2||verir1
give2|دهد3|vermə2 given4|داد2|veril3 glacie8|یخچال9|buzla8 glas7|شیش6/لیو7|stəka7/şüşə9 glass4|عینک5|
global3||qloba5 glov5||əlcək5 glue8|چسب8|yapış5 go3|برو5/رود3/روند5|gedir4/getmə2/çıxma1 goal6|گل5|qol6
goalke9|درواز4|qapıç8 gobust8|قوبوس8|qobus8 god4||allah5 goggl5|عینک5| gold8|طلا9|qızıl5 golden5|طلای4|
golest8|گلست9|gülüs7 gonbad5||günbə8 gone2|رفت2| good5|خوب6/کالا5|malla6/yaxşı7 goodby5|خداحا6|
gorgan8|گرگ6|gürga8/qorqa7 govern8|استان6/دولت9|hökum9/quber7 gradua5|فارغا7|məzun8/tədri2 grain8|غلات8/غله8|taxıl9
gram8|گرم8|qram8/qramd8 grandc5|نوه8| grandf8|پدربز8|babas8 grandm8|مادرب8|nənəm9/nənəs8 grands8|نوه8|nəvəs8
grap5|انگور4| grave6|گور5|məzar5 great2||səddi5 greec5|یون8| greek9|یون8/یونان9|yunan8 green8|سبز7|yaşıl9
greenh9|گلخان9|istix9 greenl8|گرینل8|qrenl8 grei8|خاکست8|boz8 grenad4||qumba5 grid9|شبک8|şəbək7 gros8|ناخال9|ümumi5
ground2|زمین5| group7|گرو5/گروه7|qrup9/qrupu6 grow2|رشد5|artma6/böyüy4 grower2|باغدا4| grown2||yetiş2
growth8|رشد5|artım7 guaran8|تضمین9|təmin2/zəman7 guard4|مرزبا4/نگهبا7|gözət4/mühaf5 guardi4|نگهب3|
guatem8|گواتم8|qvate8 guest9|مهم4/مهمان8/همان6|qonaq7/qonağ9 guide9|راهنم7|bələd8 guinea8|گین8|qvine8
gulf9|خلیج8|körfə8 gulist5|گلست9| gum5|صمغ4| gymnas8|ژیمن8/ژیمنا8|gimna8 hack5|هک5| hacker5|هکر5| hafez5||hafiz5
haggl8|چان4/چانهز8|sövdə5 hail4|تگرگ5| hair3|مو5| haiti8|هاییت7|haiti6 half8|نیم9|yarıd8/yarım6/yarıs8
hall6|تالار6/سالن5|zalda7/zalın7 halt9|توقف5/متوقف7|dayan6 halv8|نصف5|yarıy6 hamada8|همد8|həməd8 hammer6|چکش7|çəkic7
hand5|تحویل7/دست3|təhvi8/əl5 handic5|صنایع6| hang4||asılı4 hanoi8|هانو8|hanoy8 happen4|رخ2| hard5|سخت5|ağır6/çətin7
harder7|دشوار8|çətin7 harves5|برداش3|yığım7 hashem5|هاشم5| hassan5||həsən3 hasti5||tələs2 hat4|کلا3| havana5|هاوان5|
hazeln8|فندق8|fındı8 head6|رییس8|başçı4/rəhbə6/rəisi7/sədri7 headac5|سردرد5| headli5|تیتر7|başlı4
headqu8|ستاد7|qərar7 headsc4||hicab5 health8|بهداش8/سلامت5|sanit8/sağla6/səhiy9 hear3|جلس8/شنو7|eşidi8
heard7|شنید6|eşidi8/eşitd7 heart6|قلب7|ürək7/ürəyi6 heat7|گرم8/گرما6/گرمای5|istid7/istil8 heater6|بخار5|qızdı8
heavi7|سنگین7|ağır6 heavie5|سنگین7| hectar9|هکتار9|hekta9 hedge8|پرچین8|çəpər8 heir7|وارث8|varis8
held4|برگزا6/معطل3|keçir3 helico9|بالگر9|helik9 helmet4||dəbil4 help7|کمک8|kömək6/köməy8 helsin8|هلسین8|helsi8
herat8|هرات8|herat8 here8|اینجا8|bura7/burad6 herita9|راث8|irs9/irsi8 hero5||qəhrə4 heydar8|حیدر8|heydə8
hidden9|پنه7|gizli7/gizlə6 high5|بال4/بالا6/عال8|ali8/hündü2/yüksə5 highes5||yüksə5 highla4|ارتفا2|
highwa6|بزرگر8|magis8 hill6|تپه6|təpən7 him5|داد2|ona3/ondan2/onu2 himsel6|تسل6/خود6|təsli5/özü5/özünü3 hir5|استخد6|
hired6|استخد6|işə5 histor9|تاریخ9|tarix9 hit2|برخور6/زد2|çırpı5 hive5||pətək5 hold2||keçir3
holida8|تعطیل7/عید9|bayra6 home7|خان6/خانه8/خانگ6|ev8/evdə8/evind8/evini8/evlər8/evə6 homele8|بیخان8|evsiz7
honei9|عسل9|bal6/balı6 honora8|افتخا8|fəxri5 honour5|احترا7/افتخا8|şərəf7 hope8|امید7/امیدو8|ümid9/ümidi7
hormon8|هورمو8|hormo8 hormuz8|هرمز8|hörmü7 hors7|اسب7|atlar8 horse6|اسب7|at6 hospit9|بیمار9|xəstə8 hossei4||hüsey4
host8|زبان7|ev8/sahib7 hostag7|گروگا8|girov6 hot8|داغ4/گرم8|isti8 hotel9|هتل9|otel9/oteli9/otell8
hoteli8|هتلدا8|otelç8 hour9|ساعت8|saat7/saatd9/saatl8 hous6|خانه8/مسکن6|evlər8/mənzi7 house6|خان6|ev8/evi7/evini8
househ4|خانوا9| how4|چطور6/چگون8|necə8 howeve3||bunun1 human9|انس8/انسان5/بشر8|insan8 humani3||human4
humidi8|رطوبت8|rütub8 hundr7|صد8|yüz6 hundre7|صدها8|yüzlə9 hungar9|مجار8/مجارس9|macar9 hunger7|گرسنگ7|aclıq6
hungri5|گرسن8/گرسنگ7|ac6 hunt4|شکار4| hunter8|شکارچ6|ovçul8 husban5|شوهر6|ərini8 hydrog8|هیدرو8|hidro7
hyrcan5||hirka5 ibrahi8|ابراه6|ibrah8 ice7|یخ7/یخبند5|buz6/buzla8/buzun8 icelan8|ایسل8|islan7 idea4||ideya5
identi7|شناسا5/هویت8|kimli8/müəyy5/şəxsi4 if5|اگر5/صورت2|belə6/kaş4/olaca2/olsay7 ignor4|نادید4|
illega9|غیرقا6/غیرمج6|qanun7 imag7|تصاوی7|görün4 image4|تصویر5| imagin4|تصور3/خیال4| imam8|اما8|imam8
immedi6|فور5|dərha5 immuni5|مصونی4| implem8|اجر6|icra6/icras5 import7|وارد5/واردا8|idxal9 imposs7|ناممک8|mümkü4
impoun5|توقیف4| improv4|بهبود6| incide6|حادث5|insid7 includ6|جمل6/شامل4|daxil5/olmaq2 incom8|درامد6|gəlir5
incomp6|ناقص7|natam7 increa5|افزای6|artır6 indepe9|استقل8/مستقل8|müstə8 index8|شاخص8|indek8 india9|هند9|hindi9
indian9|هند9|hindi9 indict5|کیفرخ4| indone9|اندون9|indon9 indust9|صنایع6/صنعت8|sənay9 infant4||körpə7
inflat9|تور7|infly9 inform7|اطلاع7|məlum4 infras8|زیرسا8|infra8 inheri8|ارث7|miras7
initia7|ابتکا8/اولی4|ilkin6/təşəb8 inject4|تزریق4| injur8|زخم7/مجروح9/مصدوم7|xəsar5/yaral9 injuri4|مصدوم7|
ink6|جوهر8|mürək5 inmat4||məhbu9 innoce9|بیگنا8|günah6 innova5|نواور5| inquir7|تحقیق8|araşd7 inscri3|کتیب5|
insect4||həşər5 inspec8|بازرس8|müfət9/yoxla5 inspir8|الها8/الهام8|ilham8 instag8|اینست8|ınsta8
instal8|قسط3/نصب7|quraş8 instea8|جای6|əvəzi6 instit6|موسس5/نهاد4|insti7 instru2||təlim7 insula8|عایق8|izoly6
insura9|بیم8|sığor8 intang8|ناملم8|maddi8 intell8|اطلاع7/هوش8|intel9/kəşfi5 intend7|قصد5|niyyə6 intens2||inten5
intent5||niyyə6 intere5|بهر3|faizl3/maraq4 interf5|دخالت7|müdax5 interi4||daxil5/işlər6
intern8|الملل8/اینتر9/بینال8|beynə9/inter7 interp5|مترج7|tərcü9 interv7|مصاحب9/گفتوگ6|müsah8 invali4||etiba6
invent6|اخترا7|ixtir8 invest8|بررس4/تحقیق8/سرمای9/گذار4|araşd7/inves9/sərma9 invit8|دعوت7|dəvət6 invita5||dəvət6
invoic7|فاکتو7|qaimə6 iran9|ایر9|iran9/irand8/iranı8 irania9|ایر9/ایران8|iran9/iranl9 iraq7|عراق7|iraq8/iraqa8
iraqi5||iraq8 irelan8|ایرل8|irlan8 irish7|ایرلن7|irlan8 irna8|ایرنا8|irna8 iron6|اهن9|dəmir7 irriga8|ابیار8|suvar6
isfaha9|اصفه9|isfah9 islama7|اسلام7|islam8 islami8|اسلام7|islam8 island7|جزیر8|adada8/adanı8/adası8 ismayi5||ismay4
israel9|اسرای9|israi9 issu5|صادر8/صدور3|veril3 issue3||məsəl2 istanb9|استان6|istan9 itali9|ایتال9|itali9
italia9|ایتال9|itali9/italy9 itself3||özü5 ivori8|عاج7|fil6 jabray5||cəbra5 jacket7|جلیق7|jilet7 jail3||həbsd3
jam7|مربا8|mürəb8 jame8|جیمز8|ceyms8 januar8|ژانوی9|yanva8 japan9|ژاپن9|yapon9 japane9|ژاپن9|yapon9 javeli4||nizə5
jewell6|جواهر5/زیورا6|zərgə5 jewish5||yəhud4 job4|شغل6|ixtis2/iş7 join4|عضویت3/پیوست5|qoşul5 joint9|مشترک7|birgə9
joke6|شوخ8|zaraf7 jordan8|اردن8|iorda6 journa9|خبرنگ9/روزنا9/نگار5|jurna8 joy5||sevin3 judge9|قاض9|hakim7
judici3|قضات4| judo7|جودو7|cüdo8 judoka5|جودوک5| juice5||şirəs4 julfa8|جلفا8|culfa8 juli7|ژویی7|iyulu8
june9|خرداد5/ژوین9|iyund8/iyunu8 jupite5||yupit5 juri8|منصف8/هیات7|andlı8/münsi6 just6|تنها8/فقط8|cəmi9
justic9|دادگس7/عدالت8|ədalə7/ədliy8 juvent8|یوونت8|yuven8 kabul5||kabil5 kalbaj8|کلبجر8|kəlbə6 kampal8|کامپا8|kampa6
kandov5|کندو4| kar5|قارص5| karaba8|قرهبا9|qarab8 karaj8|کرج8|kərəc8 karimi8|کریم6|kərim4 kashan5||kaşan5
kazakh9|قزاق8/قزاقس9|qazax9 kazemi5|کاظم5| kebab5||kabab4 keep4|نگه7|saxla5 keeper3||qapıç8 kenya9|کنیا8|keniy9
kenyan5||keniy9 kept4|نگه7|saxla5 kerman9|کرم5/کرمان8|kirma9 key5|کلید5|açarı7 kg8|کیلوگ9|kiloq9
khalkh8|خلخال8|xalxa8 khan4||xan5 khanke8|خانکن8|xankə8 khaqan8|خاقان8|xaqan7 kharki8|خارکی8|xarko8
kharto8|خارطو8|xartu8 khatai5||xətai5 khayya8|خیا8|xəyya8 khoi6|خوی6|xoy8 khomei8|خمین8|xomey8 khoras8|خراس8|xoras8
khuzes8|خوزست8|xuzis8 kiani5|کیان5| kidnei8|کلی4|böyrə7 kilim5||kilim5 kill4|کشت6|öldür5 killer9|قاتل9|qatil9
kilo8|کیلو8/کیلوی7|kilo9/kiloq9 kilogr7|کیلوگ9|kiloq9 kilome9|کیلوم9|kilom9 kilowa8|کیلوو8|kilov8 kind5|نوع5|növ8
king7|پادشا7|kralı9 kirkuk8|کرکوک8|kərkü8 kish5|کیش5| kitche8|اشپزخ8|mətbə7 kite8|بادبا8|çərpə8 km5|کیلوم9|
knee8|زانو8|diz8 knew4|دانست3|bilir7 knife6|چاقو7|bıçaq6 knock3||sırad2 knot5|گره4|
know5|داند7/نمی3|bilir7/bilmi7/bilmə4 known2||tanın2 konya8|قونی8|konya8 korea9|کره8|korey9 korean9|کره8|korey9
korogh8|کوراو8|koroğ8 kosovo8|کوزوو8|kosov8 kremli8|کرملی8|kreml8 kronor5|کرون5| kura4|کورا5| kurdis6|کردست5|kürd6
kuwait7|کویت8|küvey7 kyiv8|کییف8|kiyev8 kyrgyz9|قرقیز9|qırğı9
"""
