"""Rows of the word list whose English stem begins with L to Z; see `lexicon` for how to read them.

Written by tests/benchmarks/checks/learn_words.py from 8,719 sentence triples.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = """
label7|برچسب6|etike7 labora9|ازمای7|labor9 labour9|کار5/کارگر8|fəhlə9/əmək9 lachin8|لاچین8|laçın8
lack6|علت6/نبود3/کمبود9|azlığ5/olmad5/olmam5 lake8|دریاچ8|göl8/gölün9 lamp6|چراغ8|lampa5
land6|زمین5/فرود4|quru7/torpa7 landsl7|ران7|sürüş4 lane3|کوچ2| langua9|زبان7|dil8/dildə8/dili7/dilin5
lankar9|لنکر9|lənkə9 lanter5||fənər2 lapi8|لاجور8|laciv8 large4|بزرگ6|iri5 larges8|بزرگ6|böyük4 laser8|لیزر8|lazer8
last7|اخرین8/پارسا9/گذشت7|keçən6/son7/sonun9/ötən8 late6|تاخیر9/دیر7/دیروق6/فقید8|gec7/gecik6/mərhu4
later7|بعد8|sonra1 latest5|تازه6|son7 latin8|لاتین8|latın8 latvia9|لتون9|latvi9 laugh3|خند3| launch4|پرتاب4|burax4
law9|حقوق8/قانون7|hüquq8/qanun7 lawmak3||deput8 lawyer8|وکیل9|vəkil6 layer5|لای3|qat4 lead2|سرب8|qurğu3
leader7|رهبر8/سران6|lider9 leagu6|لیگ7|liqan8/liqas7 leak5|نشت8|sızma7 lear5||lir5 learn7|اموخت6/باخبر4/یاد6|öyrən6
least9|دستک7/کم3|azı9 leathe7|چرم7|dəri7 leav3|برگ4|yarpa8/yola5 leave5|ترک7/مرخص6|məzun8/tərk7 lebane5||livan9
lebano9|لبن8|livan9 lectur6|استاد6|mühaz6 led2|انجام3| left4|جا2/ماند6/چپ8/گذاشت2|qalmı3/qalıb6/sol8/tərk7
leg2||ayağı4 legal7|حقوق8/قانون7|hüquq8 leila8|لیلا7|leyla7 lentil8|عدس8|mərci8 leopar8|پلنگ8|bəbir8
lerik8|لریک8|lerik8 les7|کمتر7|az7 let3|اجاز9|imkan6 letter8|سرگشا9/نام7|məktu8 level6|سطح6|səviy5
levi8|عوارض7|rüsum8 librar9|کتابخ9|kitab7 libya8|لیب8|liviy8 libyan5||liviy8
licenc8|مجوز8/پروان8/گواهی6|lisen7/vəsiq7 lie3|دروغ7/قرار3|yalan5 lieute5||leyte5
life5|جان4/زندگ8/عمر4|həyat5/ömrün8 lift4|اسانس7|lift8/qaldı4 light6|روشن5/نور6/چراغ8|işıq5/işıql6/işığı8
lighte7|سبک6|yüngü4 lighth8|فانوس6|mayak8 lightn5||ildır3 like3|مان2/مثل4|bənzə6 lima5|لیما5| limbo4|بلاتک5|
lime8|اهک7|əhəng7 limit5|محدود8|məhdu6 line6|خط4/خطوط6|xətlə7/xətti7 lingui5||dilçi5 link4|ارتبا6/پیو3|birlə4/əlaqə6
liquef7|مایع4|mayel7 liquid3||likvi5 lira5|لیر4| lisbon9|لیسبو9|lissa9 list7|فهر8|siyah7 listen7|گوش7|dinlə3/qulaq7
lit4|روشن5| litera7|ادبی8/سواد7|savad6/ədəbi8 lithiu7|لیتیو8|litiu7 lithua9|لیتوا9|litva9 litr6|لیتر6|litrd8
litre5|لیتر6| littl5|اندک4/کمی7|az7 littor5|ساحل8| liv5|زندگ8|yaşay6 live7|جان4/زند5/زندگ8|canlı7/həyat5/yaşay6
lived5|زیست8|yaşam4 liver8|کبد7|qarac7 liverp8|لیورپ8|liver8 livest6|دامدا3|mal3 lizard5||kərtə5 load4|بارگی7|yüklə3
loaf5|قرص3| loan8|وام8|kredi8 local9|اهال7/محل6|yerli8 lock7|قفل7|kilid8/qıfıl8 locust8|ملخ7|çəyir8
london9|لندن9|londo9 loneli7|تنهای6|tənha7 long5|دراز5/طول3/طولان7|uzun6/uzunl7 longer6|دیگر5/نیست4|artıq6/deyil3
look4|دنبال4/نگا4|axtar7 lord8|اعی8|lordl8 lorri9|کامیو9|maşın8/yük7 lose1||itirə3 loser4|بازند3|
loss6|زیان7|ziyan7/zərər5 lost6|داد2/دست3/گمشد9|itird6/itiri6/itirm5/itmiş6 loudsp5|بلندگ5| louvr7|لوور7|luvr8
love4||sevgi3/sevir3 loved4|عزیزا5| low3|کم3|aşağı7 lower5|پایین6/کاه6|endir6 lowest7|کمتری8|aşağı7
lullab8|لالای8|layla8 lunch8|ناهار8|nahar8 lung8|ریه8|ağciy8 luxemb8|لوکزا8|lükse8
machin7|دستگا4/ماشین7|avada9/maşın8 madder8|روناس8|boyaq8 made2|ساخت5|düzəl4 madrid5||madri5 maersk8|مرسک8|maers8
mafia5||mafiy5 magazi4|مجل4| magnet7|مغناط8|maqni4 magnit5|ریشتر7|gücün5 main7|اصل5|əsas6 maize9|ذرت8|qarğı8
majid8|مجید8|məcid8 majori9|اکثری7|çoxlu6 make2|سازد3/کند0|düzəl4 maker5|تولید7/سازند6|isteh7 maku7|ماکو7|maku8
malari8|مالار8|malya8 malays8|مالز8|malay8 maldiv8|مالدی8|maldi8 malnut5|سوتغذ5| malta8|مالت8|malta8 mammad5||məmmə5
mammot8|ماموت8|mamon8 man5|مرد7/پیرمر3|kişi8 manag3||bilib2 manage7|مدیر7/مدیری7|müdir5/rəhbə6 manat9|منات9|manat9
manche8|منچس8|mançe8 mandat4||manda7 mani3|بسیار6|çoxu8 manufa4|سازند6| manusc8|خطی8|əlyaz8 map9|نقش5/نقشه9|xərit8
maragh8|مراغ8|marağ6 marand8|مرند8|mərən8 marath7|مارات8|maraf8 marbl5||mərmə4
march7|اسف6/راهپی8/مارس8|martı8/yürüş5 mark3|مناسب6/نمر4|münas6 market9|بازار9|bazar7 marria8|ازدوا5|nikah8
marsei8|مارس8|marse8 martyr7|شهید6|şəhid6 maryam8|مری7|məryə7 mas6|دستهج5|kütlə3 masall7|ماسال7|masal5
mashha9|مشهد8|məşhə9 mask8|ماسک9|maska7 master5|استاد6|ustad6 masule8|ماسول8|masul8 mat4|تشک5| match4|مسابق7|oyunu6
materi7|مواد2|mater4 matern7|زایشگ8|doğum5 math8|ریاض8|riyaz8 mathem5||riyaz8 matter3||məsəl2 maurit8|موریت8|mavri8
may7|باشد2/توا9/شاید8/ممکن7/مه9|bilər8/edə7/may8/mayın8 mayor8|شهردا9|mer9/meri9/merin8 mazand9|مازند9|mazan9
me1||mənə4 mean4|معن7|demək5 measl5|سرخک5| measur6|انداز3/سنجد7|ölçmə6/ölçür7 meat8|گوشت5|ət8/əti8
mechan6|سازوک8|mexan8 medal8|مدال9|medal6 media8|رسان6/رسانه9|media9 mediat8|انج8/انجیگ8|vasit5
medica7|پزشک9|tibb7/tibbi5 medici7|دارو9|dərma7 medite9|مدیتر9|aralı4 meet8|جلس8/دیدار6/نشست5|görüş8/iclas8/topla3
megawa7|مگاو8|meqav7 mehr7|مهر7|mehr7 melodi5||melod5 melt5||əridi5/ərimə4
member7|اعض8/عضو8|üzv7/üzvlə8/üzvü8/üzvün8 memoir3|خاطرا5| memora8|تفاهم9|memor8
memori8|حافظ5/خاطر4/یاد6/یادبو6|xatir6/yadda8 men6|مرد7|kişi8/kişil9 mercha5|بازرگ7|tacir8 mercur7|جیو7|civə8
merger8|ادغا7|birlə4 messag8|پیا6/پیام8|mesaj9 met3|روبهر2|görüş8 metal9|فلز9|metal8 meteor7|هواشن7|meteo8
methan8|متان8|metan8 method6|روش6|üsul6 metr8|متر9|metr9/metrd8/metrə9 metre8|متر9|kvadr9/metrl8 metro9|مترو9|metro9
mexico8|مکزیک7|meksi8 miando8|اندوا8|miyan5 mianeh5|انه2| microb7|کروب8|mikro4 microp7|کروفن6|mikro4
middl6|وسط9|orta8/ortas6 midfie5|هافبک5| midnig6|نیمهش8|gecəy6 midwif4||mamaç4 migran8|مهاجر7|miqra9
migrat6|مهاجر7|miqra9 milan9|لان7|milan9 milita7|نظام8|hərbi5 milk8|شیر5|süd7/südün8 mill4|اسیاب6|dəyir6
millet8|ارزن8|darı8 millim6|لیم6/لیمتر6|yağın4 millio9|لیون9|milyo9 min6|معدن9|mədən9 minab8|ناب6|minab8
minare8|منار8|minar8 mine7|معدن9/مین5|mina6/mədən9 miner8|معدن9/معدنچ9/معدنک8|mədən9/şaxta5 minera9|معدن9|miner9
mingac5||mingə5 miniat7|نیاتو8|minia7 minimu8|حداقل6|minim6 minist9|وزارت9/وزیر9|nazir9 minori8|اقلیت8|azlıq8
minsk8|نسک8|minsk8 minu9|منف8|dərəc8/mənfi9 minut9|دقیق9|dəqiq8 mirror8|این8|güzgü8 mirza8|رزا8|mirzə8
miss5|مفقود8/گم2/گمشد9|itkin8 missil9|موشک9|raket9 missio6|مامور6|missi7 mistak8|اشتبا8/خطا5|səhv7/səhvə7
mobil8|سیار7/همرا2|mobil8/səyya5 model6|مدل6|model7/nümun8 modera7|انهرو8|mötəd7 moghan8|مغان9|muğan9
moistu5|رطوبت8| moment6|لحظ5|an8 mondai9|دوشنب9|ertəs8 monei7|پول7|pul5/pulla7/pulu5/pulun5 mongol8|مغولس9|monqo8
monito2||monit4 monk8|راهب8|rahib7 monopo7|انحصا7|inhis8 monten8|مونته8|monte6
month9|ماه7|ay9/aya9/ayda8/aydan9/aylıq9/ayın9 monthl7|ماهان6|aylıq9 monume5||abidə3 moon3||ayın9
more6|بیش7|artıq6/mində8/çox6/çoxdu6 morn8|صبح8|səhər6 morocc8|مراک8|mərak8 moscow9|مسکو9|moskv9 mosqu9|مسجد9|məsci8
mosqui8|پشه8|ağcaq8 most5|اکثر8/بیش7/بیشتر4|çoxu8/əksər8 mother9|مادر8|ana8/anala9/anası9 motorc9|موتور8|motos8
motorw8|ازادر6/بزرگر8|magis8 mound5|تپه6| mounta7|کوه6/کوهست8|dağ7/dağla7 mourn5|عزا8|matəm7/yas5 mourne5|عزادا4|
mouth3|دهان3| move2||addım6/köçmə4 moved3|منتقل4|köçür2 moveme8|جنب8|hərək2 mp9|نماین7|deput8 mr6|اقا5|cənab8
much1|زیاد3| mud6|گل5|palçı6 mugham7|مقا2|muğam5 mughan8|مغان9|muğan9 mulber8|توت6|tut6 munich5|مونیخ5|
munici9|شهردا9|bələd8 murder7|قتل7|qətl8/qətli7 muscat8|مسقط8|məsqə8 museum9|موز9|muzey9 mushro8|قارچ7|göbəl7
music8|موسیق7|musiq8 musici8|نوازن6|musiq8 muslim8|مسلم8/مسلما8|müsəl8 must6|باید5/نبا6|etməl7/olmal8
mutton5||ətini4 mutual3|متقاب3| my1|ام4|atam8/mən3 myanma8|انمار8|myanm8 nail6|میخ6|misma8 nairob8|نایرو8|nayro8
nakhch9|نخجو9|naxçı9 name8|نام7|adlar7/adı6/adını8 named5|نام7/نخو8|adını8/istəm5 napl8|ناپل8|neapo8 nappi5|پوشک5|
narrow7|باریک8/تنگ7|dar8 nasa8|ناسا8|nasa8 nation6|ملی8|milli7 nativ4|زادگا4| nato9|ناتو7|nato9 natur7|طبیعت8|təbiə5
natura8|طبیع7|təbii7 naval4|دریای2| navi4|دریای2| naviga4||naviq5 near9|نزدیک8|yaxın6 nearli8|نزدیک8|yaxın6
necess7|ضرور6|zərur4 neck4||boynu3 neckla8|گردنب8|boyun8 need6|لاز6/نیاز7|ehtiy5/lazım5 negati6|منف8|mənfi9
neglig4||səhlə4 negoti8|مذاکر9|danış6 neighb9|محل6/همسای9|məhəl7/qonşu9 neithe9|نه4|nə5 nepal8|نپال8|nepal8
nest4|لان7| net4|تور7/خالص8|xalis8 nether7|هلند9|nider9 networ8|شبک8|şəbək7 neutra6|بیطرف6|neytr7
never7|هرگز8|heç7/vaxt6 new8|تاز9/جدید9/خبر6|xəbər7/yeni9 newli3|نوساز3| newspa9|روزنا9|qəzet8 newsro7|تحریر5|redak9
next9|ایند8/بعد8|gələn6/növbə5 niger8|نیجر8|niger9 nigeri9|نیجری9|niger9 night7|شب7/شبان8|gecə7/gecəl8
nightm5|کابوس5| nine5|نه4|doqqu6 ninete5|نوزد5/نوزده4| nineti6|نود5|doxsa8 ninth4|نهم4| nishap5||nişap4
nizami9|نظام8|nizam6 nobel8|نوبل8|nobel8 nobodi9|هیچکس7/کس5/کسی6|heç7/kim8 noise5|صدا5|küyün6 nomad7|عشایر6|köçər7
nomadi5||köçər7 nomina4|معرف2| non2||qeyri1 none9|هیچ5/هیچکد8|biri5/heç7 noon8|ظهر8|günor8 nor9|نه4|nə5
normal6|عاد5|norma5 north9|شمال9|şimal9 northe9|شمال9|şimal9 norwai9|نروژ9|norve9 norweg8|نروژ9|norve9 nose4||burun4
note3|یاددا6| noth4|چیز7|başqa5/heç7 notic4|اطلاع7/اگه3/متوج4| nouri5||nuri5 novel9|رمان9|roman8
novemb8|نوامب8|noyab8 now6|اکنون9/حالا9|indi9 nowruz8|نوروز8|novru8 nowsha5|نوشهر5| nuclea8|اتم8/هست3|atom8/nüvə7
number8|تعداد7/شمار6|nömrə5/sayı6/sayın7 nurs8|پرستا9|bacıl8/tibb7 nurse8|پرستا9|bacıs8 oak8|بلوط8|palıd8
object6|مخالف6|etira9 oblig6|موظف5|borcl6 obliga8|تعهد6|öhdəl6 observ7|رصدخا9/ناظر8|müşah5/rəsəd9
obstac6|مانع6|maneə6 obtain2||əldə2 occupa3|سرنشی4| ocean9|اقیان9|okean8 octobe8|اکتبر9|oktya8 odesa8|اودسا8|odess8
off1|خامو6|havay3/söndü6/yola5 offend6|متخلف7|pozan7 offer4|عرض3/پیشنه8|təkli7 offic5|ادار6/دفتر7|idarə5/ofisi8
office7|افسر8/مامور6|zabit9/əməkd8 offici8|رسم8/مسیول7/مقام8|rəsmi8 oil8|روغن5/نفت9|neft7/nefti8
old5|قدیم8/پیر9/کهن6|köhnə8/qoca7/yaşlı5 oldest4|ترین2|qədim6 olive8|زیتون8|zeytu8 olympi9|المپی9|olimp9
oman8|عمان8|oman8/omand8 omani5|عمان8| once2|زمان4|vaxtl4 one3|کسی6/یکی8|biri5/birin6/heç7/kim8 onion8|پیاز8|soğan8
onli8|تنها8/فقط8|cəmi9/yalnı9 onlin9|انلای8/اینتر9/مجاز4|inter7/onlay8 onto2|کشا1| opec8|اوپک8|opec8
open6|افتتا8/باز4/گشای8/گشود5|açılı7/açıq5/açıqd8 opera7|اپرا8|opera5 operat6|بهرهب5/جراح9/عمل4/عملی7|opera5/əməli8
opinio5|نظر2|fikri6 oppone8|حریف8/مخالف6|rəqib9 oppos4|مخالف6| opposi6|مخالف6|müxal8 oral6|شفاه7|şifah7
orang8|نارنج6/پرتقا7|narın6/porta7 orbit6|مدار5|orbit7 orchar4|باغ5| orches7|ارکس7|orkes7
order6|حکم6/دستور5/سفار9|qərar7/sifar8/sərən6/tapşı4 ore5||filiz5 organ5||orqan2 organi8|سازم4|təşki6
origin2||mənşə3 orphan4||yetim5 oscar8|اسکار8|oskar8 ostric8|شترمر8|dəvəq8 other5|دیگر5|başqa5/digər8
otherw5|وگرن7|əks2 ottoma8|عثمان8|osman8 our2|دهد3/ماست4/کنی1|bizim4 out2|انجا4/بود1/بیرون4|söndü6/çıxar3
outbre4|شیوع4| output9|تول7|hasil6/isteh7 outsid4|جلو5|qarşı2 outski6|حوم6|ətraf3 overni6|شبان8/یکشب8|gecəd6
oversi8|نظارت5|nəzar5 overtu4|واژگو4| own4|خود6|öz3 owner8|صاحب6/مالک8|sahib7 oxford8|اکسفو8|oksfo8
oxygen8|اکسیژ8|oksig8 pacifi5|اقیان9| packag6|بست7|paket7 page8|صفح7|səhif8 paid5|دستمز9/پرداخ7|maaşı9/ödəni5/ödəyi5
pain5|درد3| painki5||ağrık5 paint5|رنگ6/نقاش5|rəngl9/rəsm5 painte8|نقا8|rəssa8 painti4|تابلو3|tablo7 pair6|جفت7|cüt5
pakist9|پاکست9|pakis9 palac9|کاخ7|saray8 palest8|فلسطی8|fələs8 palm5|نخل8|xurma9 panama8|پانام8|panam8
pandem4||pande4 panel6|پنل8|panel8 paper6|کاغذ9|kağız8 parach7|چتربا8|paraş7 parad8|رژه6|parad7
paraly9|فلج7/پارال8|iflic5/paral7 pardon7|عفو8|əfv6/əfvi8 parent7|والدی9|valid7 pari9|پاریس9|paris9
park7|پارک7/پارکی8|dayan6/parkı6 parlia9|مجلس7/پارلم9|məcli7/parla9 parrot8|طوط8|tutuq8 part5|بخش5|hissə5/iştir5
parti8|حزب9/طرفین9|parti7/tərəf6 partic6|شرکتک7|iştir5 partne5|شرک5/شریک4| pas3|قبول4|keçid6
pass5|تصویب8/گذشت7|keçib3/qəbul4/ötüb6 passen9|مسافر9|sərni9 passpo9|گذرنا9|paspo9 passwo5||parol5
past8|اخیر7/گذشت7|keçmi8/son7 paste4|رب5| pastur7|مراتع8/ییلاق7|otlaq8/yayla6 patent5||paten5
patien8|بیمار9/صبر7|xəstə8 patrol8|گشت5|patru9 paveme5||səkil5
pay7|بپردا8/حقوق8/دستمز9/پرداخ7/پرداز6|haqqı3/maaşı9/ödəmə7/ödəyə8 paymen6|پرداخ7|ödəni5 peace8|صلح7|sülh9
peacek5||sülhm5 peach8|هلو8|şafta8 peak5|اوج6|pik8 pearl8|مروار8|mirva8 peasan5|دهقان4| pedest8|عابر6|piyad7
pen6|قلم6|qələm6 penalt5|پنالت8|penal8 penins5|شبهجز5| pensio9|بازنش8/مستمر8|pensi9/təqaü9
peopl6|مرد7/نفر6|insan8/nəfər6/xalqı5/əhali7 per2|سران6/سرعت7|adamb6 percen8|درصد7|faiz9/faizd9/faizi9/faizə9
perfor2|اجرا2| perfum6|عطر4|ətir6 perhap8|شاید8|bəlkə8 period6|مدت4|dövrü4/müddə2 perman8|دای7/دایم7|daimi7
permis7|اجاز9|icazə7 permit8|مجاز4/مجوز8/پروان8|icazə7 persep7|پرسپو8|perse7 persia8|فارس8|fars9 person1|حضور5|
peru5|پرو5| pestic4||pesti5 petroc9|پتروش9|kimya8 petrol9|بنزین9|benzi9/məntə3/yanac9
pharma9|داروخ8/داروس8|aptek8/əczaç8 phase5|مرحل7|mərhə5 phenom5|پدید3| philha8|فیلار8|filar8 philip8|فیلیپ9|filip8
philos6|فلسف8|fəlsə8 phon8|همرا2/گوشی6|telef9 phone9|تلفن8/گوش7|telef9 photo7|عکس8|foto7
photog8|عکاس8/عکس8|fotol8/fotoq9/şəkil5 phras8|عبارت7|ifadə5 physic6|فیزیک7|fizik6 piano8|پیانو8|piano7
pick2||canla1 pickl8|ترش6|turşu8 pictur7|تصویر5|fotol8/şəkil5 pigeon5||göyər2 pile5||zənci9 pilgri8|زایر9|zəvva8
pilot8|خلب9|pilot7 pine5|کاج5| pipe7|لول7/لوله8|borul9 pipeli8|لول7|kəmər7 pirall8|پیرال8|piral8 pistac8|پست5|püstə8
plac5|قرار3/پله8|pillə7/yerlə2 place4|جای6|keçir3/yeri3/yerin3 plagia5||plagi5 plagu4|طاعون5| plai2||oynay3
plain6|دشت8|düzün9 plaint4|شاکی5| plan5|برنام7/طرح6|planı8/təyya8 plane9|هواپی8|təyya8 planet7|سیار7|plane8
plant7|نیروگ9/کارخا9/کاشت5|bitki3/stans9/zavod7 plaste4|گچ3| plasti8|پلاست9|plast9 plate3|پلاک3| platfo9|سکو7|platf9
play3|نقش5/نواخت4|oynam4 player6|بازیک8|futbo9/oyunç9 pleas7|لطفا9|edirə4/zəhmə6 pleasu4|تفریح6| pledg2|تعهد6|
plumbe5||sante5 plung4|سقوط5| poache5||brako5 pocket6|جیب6|cibin8 podium8|سکو7|kürsü5 poem7|شعر8|şeiri7/şeirl6
poet9|شاعر8|şair8/şairi9 poetri7|شعر8|şeir8 point4|امتیا6/واحد3|xal9/xalla8 poison7|مسموم8|zəhər6
poland9|لهست9|polşa9 polar7|قطب5|qütb6 pole4|قطب5| polic9|پلیس9|polis9 polici7|سیا8|siyas9
polish9|لهست9/لهستا8|polşa9 politi9|سیاس9/سیاست8|siyas9 poll7|نظرسن8|məntə3/sorğu7 pollin5||tozla4
pollut9|الودگ7|çirkl8 pomegr9|انار8|nar9 pool7|استخر4|hovuz5 poor2|فقیر6|yoxsu7 pop8|پاپ6|pop8 pope5|پاپ6|
popula5|جمعیت5|əhali7 port9|بنادر9/بندر9|liman9 portug9|پرتغا9|portu8 positi7|مثبت5/مواضع8|mövqe5/müsbə8
possib4|ممکن7|mümkü4 post3|پاسگا5/پست5|vəzif2 postpo6|تعویق8|təxir5 potato8|سیبزم9|karto7 poti8|پوت8|poti8
potter7|سفال7|saxsı6 poultr8|مرغدا8|quşçu8 pound7|پوند7|funt8 povert7|فقر7|yoxsu7 power7|برق9|elekt9/enerj8
practi4|تمرین8|məşq8 prais6|ستای7/ستود6|tərif7 pray4|نماز4| prayer3|اذان5| predic8|پیشبی7|proqn9 prefab4|پیشسا4|
prefer4|ترجیح4| pregna8|باردا8|hamil8 prelim8|مقدما7|ilkin6 prepar8|اماد9/تدارک6|hazır3 pres7|مطبوع9|mətbu7
prescr6|نسخ5|resep8 presen5|حضور5|iştir5/təqdi4 preser4||qorun5 presid8|جمهور6/رییس8/رییسج9|prezi9
pressu8|فشار7|təzyi9 pretex9|بهان8|bəhan7 preven6|مانع6|almaq3/mane6 previo6|قبل5|əvvəl7
pric7|بها7/قیمت7|bahal8/qiymə6 price8|بها7/قیمت7|bahal8/qiymə6 pride4|غرور4| priest6|کشی7|keşiş8
primar9|دبست8/دبستا8|ibtid8 prime9|نخست8/نخستو9|baş5 princ5|شاهزا8|şahza8 princi5|اصول8|prins5 print7|چاپ5|çap8
printe8|چاپگر8|print8 priori8|اولوی8|prior8 prison7|زند5/زندان7|həbsx9/məhbu9 privac4|حری2|
privat8|خصوص8|özəl9/şəxsi4 prize8|جایز9|mükaf8 probab8|احتما5|ehtim5 probe7|کاوشگ6|zondu8 proble8|مشکل9|probl7
proces4|روند5|prose6 produc7|تول7/تولید7/محصول9|isteh7/məhsu7 profes6|استاد6|profe8 profit9|سود5|mənfə8/qazan5
progra8|برنام7|proqr8 progre7|پیشرف6|irəli2 projec9|طرح6/پروژ9|layih8 promis8|قول6/وعد8|söz6/vəd8/vədi8
prompt3|واداش2| propag4||təbli4 proper5|اموال6/ملک8|əmlak6 propor3||mütən5 propos9|پیشنه8|təkli7
prosec8|دادست9|proku9 protec7|حفاظت7/حمایت8/محافظ6|müdaf9/mühaf5/qorun5 protei8|پروتی8|zülal8
protes9|اعترا8/معترض9|etira9 protoc7|پروتک8|proto4 prov6|ثابت4|sübut7 prover4|ضربال5| provid2|شرط7|
provin9|است9|ostan7/vilay7/əyalə8 provoc8|تحریک6|təxri6 psychi7|روانپ8|psixi6 psycho6|روان3|psixo6
public4|عموم5|açıq5/dövlə8/ictim6 publis8|انتشا3/منتشر5/ناشر9|dərc8/naşir8/nəşri7 pull4|بیرون4/کشید1|çıxar3
pump7|پمپ6|nasos8 pumpki5||balqa5 pupil7|دانشا7|şagir6 puppet8|عروسک7|kukla7 purcha6|خرید6|alış7 push2|راند2|
put2|موکول8/گذاشت2|olduğ0/saxla5 puzzl5|پازل5| qajar8|قاجار8|qacar8 qamsar8|قمصر8|qəmsə8 qanat8|قنات8|kəhri7
qaraba8|قره6/قرهبا9|qarab8 qatar9|قطر7|qətər9 qatari8|قطر7|qətər9 qazvin9|قزوین9|qəzvi9 qom6|قم6|qum6
quake7|زلزل9|zəlzə9 qualif2|مقدما7| qualit8|کیفیت8|keyfi6 quaran8|قرنطی8|karan6
quarte5|ربع6/فصل8/یکچها8|dördd7/rübdə5/rüblü7 queen7|ملک8|krali8 questi6|سوال6/پرس9|sual8/suall7/sualı8
queu9|صف8/صفه8|növbə5 queue4|صف8| quiet4||sakit5 quietl7|بیسرو8/سروصد6|küysü8/səssi7 quorum5||yetər3
quota8|سهمی6|kvota7 race8|مسابق7|yarış7 radar8|رادار8|radar8 radio9|رادیو9|radio9 radiu8|شعاع8|radiu8 rafah5|رفح5|
raid4||basqı4 rail5|ریل6| railin5||məhəc5 railwa8|اهن9/راهاه9|dəmir7 rain8|بار6|yağış8 rainfa6|بارند6|yağın4
rais6|افزای6/بالا6/رسا4|artır6/qaldı4/çatdı5 raise4|افزای6|artır6 ralli6|تجمع9|aksiy3 ramp5||pandu5
ran4|دوید7|qaçıb9 range4|دوربر8|uzaqm8 ranger3||meşəb3 rank2||reyti4 ransom4||fidyə5 rapid4|سریع5| rappor5||məruz2
rare8|نادر5/کمیاب6|nadir7 rashad5||rəşad5 rasht8|رشت4|rəşt9 rasteg5|رستگا4| rat6|موش5|reyti4/siçov8
rate6|نرخ5|dərəc8/məzən8/uçot8/yüksə5 ratifi4||ratif5 ration2||limit3 raw6|خام4|çiy6 ray4||rentg5
razavi8|رضو6|rəzəv8 reach7|رسد4/رسید4/رسیدن7|çatac5/çatdı5/çatma4/çatıb7/çatır5 react7|واکن6|reaks8 reacti4||reaks8
read6|بخوان7/خوا7/خواند2/قرایت6|oxuma5/oxuya6/oxuyu6 reader8|خوانن8|oxucu8 readi8|اماد9|hazır3
real7|واقع5|real5/əsl6 reason4||səbəb6 rebel7|شورشی8|üsyan6 rebuil6|بازسا7|bərpa6 recall6|یاداو7|xatır8
receip3||qəbzl3 receiv4|دریاف3/گیر2|alaca4/alıb2 recess5|رکود3| recip5||resep8 recogn5|رسمیت7/شناخت2|tanım5/tanıy4
recomm6|توصی9|tövsi8 reconc7|اشت7|barış4 recons4|بازسا7| record6|ثبت6/رکورد9|qeydə7/rekor9 recove3|بهبود6|sağal5
recrui4||işə5 rector4||rekto3 red6|سرخ8/قرمز9|qırmı9 reduc5|کاه6|azald6/azalt5 reed7|نی7|qamış7
refere8|داور8/همهپر8|hakim7/refer7 referr4|ارجاع5| refine5|پالای3| reform9|اصلاح5|islah9 refrai5|خوددا8|çəkin2
refrig9|یخچال9|soyud7 refuge8|پناهن8|qaçqı7 refund5||qayta6 refus3|زد2|boyun8/imtin4/qaçır2 regim6|رژی5|rejim4
region8|منطق9|bölgə7/regio9 regist7|ثبت6/ثبتنا7|qeydi8 regret6|پشیم8|peşma8 regula3|مقرر6|qayda3 reject6|رد5|rədd7
relati7|روابط8|münas6 releas6|ازاد7|azad8/açıql6/burax4 relief4|امداد8| religi5|دین8|dini6
remain6|باق5/بقای8/ماند6/همچن8|qalıb6/qalıq6/qalır5 rememb6|یاد6|xatır8 remind8|یاداو7|xatır8 remors7|پشیما8|peşma8
remot5|دوراف8|ucqar6 remov4|برداش3|çıxar3 renew8|تمد9|uzadı8/uzatm7 renewa3||oluna0 renova4|نوساز3|təmir8
rent9|اجار8|icarə7/kiray8 reopen7|بازگش9|açılm3/yenid5 repair8|ترم3/تعمیر8|təmir8 repaym4|بازپر2|
repeat7|تکرار7|təkra5 replac8|جای6/جایگز8/عوض9|dəyiş6/əvəz8 repli8|پاسخ8|cavab7
report7|خبرنگ9/گزار7/گزارش5|barəd3/hesab5/jurna8 repres9|نماین7|nümay6 republ7|جمهور6|respu8 reques5|درخو4|xahiş7
requir2|نیازم3| rescu9|امداد8/نجات8|xilas9 rescue8|امداد8|xilas9 resear8|تحقیق8/پژوهش8|tədqi8
reserv7|ذخایر7/ذخیر6/رزرو5|anbar7/ehtiy5 reside9|اقامت4/اهال7/ساکن8/شهرون9|sakin6/yaşay6 resign8|استعف8|istef6
resist7|مقاو8/مقاوم4|davam4 resolu8|قطعنا8|qətna8 resolv5|حل4| respec7|احترا7|hörmə6
respon7|مسیول7/پاسخ8|cavab7/məsul7/olara1 rest4|بقی8|qalan2 restau9|رستور9|resto8 restor8|احیا6/بازسا7/مرمت9|bərpa6
restri8|محدود8|məhdu6 result8|نتایج9/نتیج6|nətic4 resum8|سر1|bərpa6 retail4||pərak5 retali5|تلاف5|
retir8|بازنش8|təqaü9 retire8|بازنش8|pensi9 retrea5||çəkil1 return6|بازگش9/برگشت8|qayta6/qayıd8/qayıt8
reuter8|رویتر8|reute8 reveal7|فاش8|açıql6/üzə2 reveng8|انتقا6|qisas8 revenu8|درامد6|gəlir5 review4|بازنگ5|baxıl3
revok4|باطل6| revolu8|انقلا8|inqil8 reward4|پاد4| rey8|ری8|rey8 rial7|ریال6|rial8 ribbon4|روب2|
rice8|برنج7|düyü9/çəlti6 rich4||varlı3 riga5|ریگا5| right7|حق6/حقوق8/درست3/راست3|haqqı3/hüquq8 ring2|زنگ6|
rio4|ریو5| rise3|افزای6|artma6 risen2||qalxı5 risk8|خطر7|riski8/təhlü8 rival9|رقیب9|rəqib9
river8|رود3/رودخا8|çay9/çayı8/çayın6 riyadh8|ریاض8|riyad8 road8|جاد8/راه5|yol7/yolla4/yolu5/yolun6 robber5|سرقت6|
robot8|ربات8|robot6 roboti5|رباتی5| rock3|صخر5|qayal5 rocket6|راکت8|raket9 role7|نقش5|rolun6 roman4||roma3
romani8|رومان8|rumın8 rome7|رم5|romad8 roof7|سقف6|damı8/damın8 room5|اتاق7|otağı6 root7|ریش4|köklə5/kökü8
rope5|طناب4| rose2|بالا6|artıb4/qalxı5 rosewa7|گلاب6|gülab6 rostam5||rüstə8 rot5|پوسید3| round4|دور3|raund8
route7|مسیر4|marşr7/yolun6 row2|پیاپ7| royal6|سلطنت8|kral5 rubber5||rezin5 rubbis8|زبال7|zibil7 rubbl8|اوار6|dağın6
rubi8|یاقوت8|yaqut8 ruin4|ویران5|xarab4 rul6|حاک2/حکم6|qərar7 rule3|مقرر6|qayda3 ruler5||hökmd4 rumour9|شایع8|şayiə9
run1|متوار7|qaçıb9 runawa4|فرار3| runner6|دوند8|qaçış5 runwai9|باند7|zolağ6 rural8|روستا9|kənd6
russia9|روس7/روسی9|rus9/rusiy9 rustam8|رست7|rüstə8 rwanda8|رواند6|ruand8 sabala8|سبل8|saval8
sack5|اخراج4/کیس6|işdən6/kisəl7 safavi8|صفو8|səfəv8 safe6|ایمن7/گاوصن8|seyfi8/təhlü8 safeti6|ایمن7|təhlü8
saffro9|زعفر9|zəfər9 sahara5|صحر3| said9|اعلا8/گفت7|bildi7/dedi8/deyib9 sail4|بادبا8|yelkə7
sailor9|دریان8/ملو8/ملوان7|dəniz7 salari7|حقوق8|maaşı9 sale8|فرو6|satış7 salma5|سلماس5| salt7|نمک7|duz9/duzlu4
salti3||duzlu4 samark8|سمرق8|səmər4 same7|مشاب8/همان6/همین2|eyni4/həmin4 samira8|سمیرا8|səmir7
sampl9|نمون7/نمونه8|nümun8 sanand8|سنندج8|sənən8 sancti9|تحر6/تحریم9|sanks9 sand6|شن6/ماس7|qum6/qumla6
sandba4||kisəl7 sandst5|شن6| sang4||oxudu3 sangak8|سنگک8|səngə4 sank4|غرق4| saplin8|نهال8|tingi8/tingl8
sarakh8|سرخس6|sərəx8 sari5|سار4| sasani8|ساسان8|sasan8 sat3||oturu2 satell9|ماهوا8|peyk9/peyki8 saturd9|شنب9|şənbə9
saudi9|سعود8/عربست8|səudi9 sav5|صرفهج7|qənaə4 save7|نجات8|xilas9 saved8|نجات8|xilas9 saw7|دید5|gördü6/görən6
say7|گوی7/گوید8|bildi7/deyir9 scaffo4|دارب5| scanda8|رسوای8|qalma1 scarc4|کمیاب6| scene5|صحن6|hadis4 schedu4|برنام7|
schem5|طرح6| schola6|بورسی8|təqaü9 school8|مدارس9/مدرس9|məktə8 scienc9|علم4/علو8|elm8/elmlə8 scient6|دانشم7|aliml7
scisso8|قیچ7|qayçı7 scrapp8|حذف3|ləğv6/ləğvi3 screen5|فیلمن8|ssena6 sculpt5||heykə8 sea8|دری7/دریا9|dəniz7
seagul5||qağay5 seal6|پلمب8|möhür9/suiti5 search6|جستوج8|axtar7 seasid5|ساحل8| season9|فصل8|mövsü8 seat3|کرس5|manda7
second9|ثانی9/دوم7/دومین9|ikinc8/saniy9 secret8|دبیر8/دبیرخ9/دبیرک9/راز8/مخف8|gizli7/katib9/sirri9
sectio5|بخش5|şöbəs5 sector8|بخش5|sekto8 securi8|امنیت9|təhlü8 see3|دید5/دیدن7|görmü5/görmə5 seed6|بذر8|toxum5
seeker8|پناهج5|axtar7/sığın8 seen6|دید5/ندید5|görmə5/görün4 seismo7|لرزهن8|seysm7 seiz2|توقیف4| select4||seçil3
self3||özünü3 sell6|فرو6/فروخت8/فروش6|satma8/satıl6/satır7 seller6|فروشن7|satıc4 semnan8|سمن8|semna8
senat8|سنا8|senat9 senato9|سناتو9|senat9 send5|ارسال7/بفرست8/فرستد8|göndə7 senega8|سنگال8|seneq8
senior6|ارشد5|yüksə5 sensor8|حسگر8|senso8 sent7|ارسال7/اعزا6/فرستا7|göndə7
senten7|حبس7/حکم6/محکو7|cəzas7/həbsə6/məhku7 seoul7|سیول7|seuld8 separa5|جدا3/جداگا8|ayrı9/ayrıc7
septem9|سپتام9/مهر7|senty9 serbia8|صربست9|serbi9 seri7|سریال7|seria8 serial5||seriy3 seriou5|جدی8|ciddi6
sermon5||xütbə4 servic5|خدم8/خدمت6/سرویس6|xidmə6 sessio6|جلس8|iclas8 set3|تعیین6/راه5/ست5|müəyy5/yola5
settle4|حل4|həlli6 seven9|هفت9|yeddi9 sevent8|هفتاد9/هفد8|yeddi9/yetmi9 sever4|شدید6|kəsil5 severa9|چند7|neçə8
sew5||tikiş5 sewag5|فاضلا3| shade5|سای7| shadow7|سای7|kölgə6 shah6|شاه6|şah7 shahda8|شاهدا8|şahda8
shahri8|شهریا8|şəhri7 shahse8|شاهسو8|şahse8 shamak9|شاماخ8/شماخ9|şamax9 shame4|شرم5| shangh8|شانگ7|şanxa8
shap6|شکل5|forma5 shar5|سها8|ortaq3/səhml9 share6|سها8/سهم6|bölüş2/payı6/səhml9 shareh8|سهامد9|səhmd8
sharif8|شریف6|şərif8 shark7|کوس8|köpək7 sharp4|تند4| sharpl6|تند4|kəski3 sheep9|گوسف8/گوسفن7|qoyun8
sheet4|ورق6|vərəq5 sheki7|شکی8|şəki8/şəkid7 shell3|پوست3|mərmi4 shelte8|پناهگ9|sığın8 shelv5|قفسه6|rəflə7
shephe9|چوپ9/چوپان8|çoban7 shield8|سپر7|qalxa4 ship8|کشت6/کشتی9|gəmi5/gəmil7/gəmis8 shipme5|محمول5|
shipp6|کشتیر7|gəmiç8 shiraz9|شیراز9|şiraz9 shirt8|پیراه8|forma5/köynə8 shirva8|شیرو8|şirva8 shoe8|کفش8|ayaqq8
shoot5|تیران4|atışm6 shop8|فروشگ7/مغاز9/مغازه7|dükan6/mağaz8 shopke8|مغاز9|dükan6 shore8|ساحل8|sahil6
short4|کوتا7|qısa8/qısam8 shorta8|کمبود9|qıtlı8/çatış7 shorte7|کوتا7|qısal7 shortf5||kəsir8 shot3|شلیک5|zərbə1
should4|باشد2/باید5/نبا6|olmaz7 shout9|فریاد8|qışqı8 shovel4|بیل2| show7|دهد3/نشان6|göstə4 shrimp8|میگو8|kreve8
shusha7|شوشا7|şuşad8 shut6|بست7/تعطیل7/خامو6|bağlı3 shuttl4|رفتوا3| siberi8|سیبر8|sibir8 sicili8|سیسیل8|sicil8
side7|طرف8/طرفین9|tərəf6 sideli8|حاشی3|çərçi4 sight3|مشاهد4| sign7|امض9/امضا9/نشان6|imzal9/əlamə6 signal4||siqna6
signat8|امض9/امضا9|imza7/imzas8 silenc8|سکوت8|sükut9 silent6|خامو6/سکوت8|susma6/səssi7 silk8|ابریش8|ipək9
silver9|نقر9|gümüş9 simpl8|ساد7|sadə7 simpli3||sadəl4 simult5|همزم2| since3|تاکنو7/کنون6|bəri6/ci2/cu2/ildən9
singap8|سنگاپ8|sinqa8 singer8|خوانن8|müğən9 siren8|اژیر9|siren8 sistan8|سیست5|sista8
sister7|خواهر6|bacı8/bacım8/bacıs8 sit2||oturm3 situat7|وضعیت6|vəziy4 six8|شش9|altı9 sixth6|ششم6|altın7
sixti8|شصت9|altmı9 size6|انداز3|boyda7 sketch5||eskiz5 ski8|اسک5|xizək8 skill3||bacar3 skin6|پوست3|dəris7
skippe5|ناخدا9| skull8|جمجم8|kəllə7 sky5|اسم2| slande5||böhta5 slaugh4|کشتار5| sleep6|خواب4/خوابی5|yatma4/yuxus6
sleev5|استین4| slimm8|لاغر7|arıql6 slogan7|شعار6|şüarl8 slop6|دامنه8|yamac6 slovak8|اسلوا8|slova8
small8|خرد5/کوچک8|kiçik9/xırda6 smalle5|کوچک8|kiçik9 smart9|هوشم8|ağıll8 smell7|بوی7|iyi8/qoxus7 smil6|لبخ9|gülüm8
smile7|لبخ9|gülüm8/təbəs6 smok6|سیگار9|siqar8 smoke9|دود7|tüstü8 smuggl9|قاچاق9|qaçaq8 snow8|برف8|qar8/qarın5
so3|چنان6/کرد1|deyə3/idi2/qədər3 soap7|صابون8|sabun8 socar7|سوکار7|socar8 social8|اجتما8|sosia8 societ7|جامع5|cəmiy4
sock8|جوراب7|corab7 soft4||yumşa3 softwa8|نرماف8|proqr8 soil9|خاک6|torpa7 solar9|خورشی8|günəş9 sold6|فروخت8|satıl6
soldie8|سرباز8|əsgər8 solida8|همبست8|həmrə6 soluti3|راهحل4| somali8|سومال8|somal8 some6|برخ7/بعض8|bəzi9/bəzil8
someon5|کسی6|kimsə6 someti8|گاه5|bəzən7 son8|پسر9|oğlu6/oğlum8/oğlun8 song7|اواز6/سرود7|mahnı6
soon6|زود9/محض4|tezli7 sooner8|زود9|tez6 sorrow4||kədər4 sound5|صدا5|səsi6/səsin5 sourc8|منابع8/منبع9|mənbə8
south9|جنوب9|cənub9 southe9|جنوب9|cənub9 soviet7|شورو7|sovet8 space6|فضا2/فضای7|kosmi7 spain9|اسپان9|ispan9
spanis9|اسپان9|ispan9 spare5|یدک4| sparro8|گنجشک8|sərçə8 speak5|حرف3/سخن5|danış6 speci8|گون4|növü6/növün7
specia9|متخصص5/ویژ7|mütəx9/xüsus7 specta7|تماشا5|tamaş5 speech7|سخنرا7|nitq5/çıxış5 speed6|سرعت7|sürət4
speedb8|تندرو4|kater6 spend3|صرف4|sərf4/xərcl7 spent2|خرج4|xərcl7 spirit5|روحی5| spoil7|فاسد7|xarab4
spoke8|سخن5|danış6 spokes9|سخنگو9|sözçü9 spong8|اسفنج8|süngə8 sponso4||spons5 sport9|ورز8/ورزش8|idman8 spot2||nöqtə3
spr7|بهار8|yaz9/yazda9 spread3||yayıl2 spring6|چشمه8|bulaq6 spy8|جاسوس7|casus7 squar9|دان3/مربع9|kvadr9/meyda6
sri8|سریلا8|lanka8/şri8 stabl6|پایدا4|sabit5 stadiu9|ورزشگ8|stadi8 staff6|ستاد7/کارکن7|işçil8/əməkd8
stage8|صحن6/مرحل7|mərhə5/səhnə6 stai1|بمان3| stair8|پله8|pillə7 stamp6|مهر7|möhür9 stand1|غرف6|stend7
standa3||stand4 star8|ستار8|ulduz8 start7|ابتد8/اغاز8/شروع7|başla7/start6/əvvəl7 stat2||dövlə8/ölkəl8
state7|دولت9|dövlə8 statem8|بیانی8|bəyan7 statio7|ایستگ8/جایگا4|məntə3/stans9 statis9|امار6|stati9
statu6|مجسم8|heykə8/statu3 stay6|ماند6|qaldı4/qalıb6 steam7|بخار5|parov8 steel9|فولاد9|polad9
step6|قدم5/پله8|addım6/pillə7 stepan8|استپا8|stepa8 still9|همچن8/هنوز9|hələ9 stock5|بورس8/سها8|birja8/fond8
stockh8|استکه8|stokh8 stolen8|دزدید7/سرقت6|oğurl6 stone7|سنگ4|daş7 stood2|ایستا2| stop2||çəkmə3 stopp4|متوقف7|dayan6
stori4|داست7|hekay7 stork5||leylə5 storm8|توف6/طوف8|fırtı7/tufan9 stove5|اجاق4| straig5|پیاپ7|ardıc6
strait8|تنگ7|boğaz6 strang7|عجیب8/غریب6|qərib8 strate8|راهبر8|strat8 straw4||saman4
street7|خیاب6/خیابا9|küçə8/küçəl8 streng4|تقویت3| stress9|تاک8|vurğu7 strik6|اعتصا8|tətil8 strike8|مهاج7|hücum8
strip6|نوار3|zolaq7 strong4|شدید6|güclü5 struck2|برخور6| stuck4|گیر2|ilişi6 studen9|دانشج9|tələb7
studi5|تحصیل6/مطالع4|araşd7/təhsi7 sturge8|خاویا6|nərə8 subjec4|موضوع3|mövzu4 submar8|زیردر7|sualt6
submit5|تسل6|təqdi4 subscr4||abunə5 subsid7|یاران8|subsi9 substa2||məzmu4 subtit8|زیرنو8|subti8 suburb4|حوم6|
succes7|جانشی7/موفقی8|uğurl6/varis8 such5|چنین7|belə6 sudan9|سود5|sudan4 sudden7|ناگه6/ناگها7|qəfil7
suez8|سویز8|süvey8 suffer3|دچار3/رنج5|əziyy5 sugar8|شکر8/قند7|şəkər8 suicid8|خودکش8|intih7 suitab5|مناسب6|
suitca9|چمد7/چمدان8|çamad8 sulphu8|گوگرد8|kükür8 sultan5|سلط4| sum4||məblə2 summar8|خلاص5|xülas8
summer8|تابست9|yay9/yayda9/yayın6 summit7|اجلاس8|sammi8/zirvə2 summon4|احضار5| sun9|افتاب5/خورش8|günəş9
sundai9|یکشنب9|günü6/günün2 sunflo5||günəb5 sunris8|طلوع7|doğma4 sunset5|غروب3| super5||super3 superv6|ناظر8|nəzar5
suppli4|تامین2/عرض3|təchi8 suppor5|حمایت8/هوادا7|dəstə3 suprem8|عال8|ali8 sure5|حتما7|mütlə4 surfac4|سطح6|
surgeo8|جراح9|cərra8 surger6|جراح9/عمل4|əməli8 surgic5||cərra8 surplu5|مازاد4| surpri6|غافلگ6|təəcc5
surviv5|بازما5/ماند6|sağ7 susa5|شوش5| suspec6|مظنون8|şübhə8 suspen7|تعلیق8/معلق7|dayan6 suspic8|مشکوک9|şübhə8
swamp5|باتلا5| sweat5|عرق5| swedis9|سوید8|isveç9 sweepe8|رفتگر8|süpür6 sweet6|شیرین3|şirni7 swim6|شنا5|üzür6
swimme8|شناگر8|üzgüç7 swindl6|کلاهب4|fırıl6 swis9|سوییس9|isveç9 switch5|خامو6|söndü6 switze8|سوییس9|isveç9
sword8|شمشیر7|qılın7 sworn8|سوگ6|and7 sydnei8|سیدن8|sidne8 symbol6|نمادی8|rəmzi6 sympho8|سمفون8|simfo8
synago8|کنیس8|sinaq8 syria8|سوری8|suriy9 syrian8|سور9|suriy9 system8|سامان9|siste7 tabl6|سفره7|süfrə5
table5|جدول7|cədvə6/süfrə5 tablet6|تبلت8/لوح4|planş8 tabriz9|تبریز9|təbri9 tahmas5||təhma5 taipei7|تایپ6|taype8
taiwan8|تایو8|tayva8 tajik8|تاجیک9|tacik9 tajiki9|تاجیک9|tacik9 take1|بردار2/گیرد1|götür2/çəkəc4
taken3|گرفت1|aparı2/götür2 tale7|قصه6|nağıl6 talent6|استعد7|isted6 taliba8|طالب8|talib8 talk7|مذاکر9/گفتوگ6|danış6
talysh8|تال7|talış7 tank4|تانک7|tank8 tanker7|تانکر5/نفتک8|tanke8 tanzan8|تانزا8|tanza8 tar4|تار4|
target7|هدف5|hədəf8 tariff9|تعرف8/تعرفه8|rüsum8/tarif7 tashke8|تاشک8|daşkə7 taste6|طعم6|dadı7 taught3||öyrəd3/öyrət5
tax9|مالی9/مالیا9|vergi9 taxi9|تاکس9|taksi8 tbilis9|تفلیس9|tbili9/tifli9 tea8|چای8|çay9/çayı8
teach5|اموز6/تدریس5|dərs4 teache9|اموزگ8/معل9/معلم9|müəll6 team8|تیم6|koman9 tear2|اشک4| techni8|فنی8|texni5
techno8|فناور8|texno7 teenag9|نوجو8/نوجوا7|yeniy8 tehran9|تهر9|tehra9 teleco5|مخابر4| telegr5|تلگرا5|
teleph9|تلفن8|telef9 telesc7|تلسکو8|teles8 televi8|تلویز7|telev9 tell2||bəhs4 temper8|درج9/دما9|tempe9
templ7|معبد9|məbəd8 tempor8|موقت7|müvəq6 tempt7|وسوس6|şirni7 ten9|ده9|on7 tenant8|مستاج8|kiray8
tender8|مناقص8|tende8 tenni5||tenni5 tent9|چادر9|çadır9 tenth6|دهم5|onda5 termin6|پایان7|termi7
territ7|سرزمی3|ərazi3 terror7|تروری8|terro8 test6|ازمای7/ازمون8|anali9/sınaq8 testif8|شهادت6|ifadə5
texa8|تگزاس8|texas8 text8|متن8/پیامک8|mesaj9/mətn8/mətni8/mətnl7 textbo9|درس2/کتاب9|dərsl7 textil4|نساج4| th3||ci2
thai4||tayla4 thaila5|تایل4| thank5|قدردا6/لطف6|sayəs5/təşək6 theatr7|تیا8|teatr7 theft8|سرقت6|oğurl6
them4|انان7/انها5|onlar6 themse3||özlər3 then8|بعد8/سپس8|sonra1 therap5||terap3
there5|انجا4/نیست4/هست3/وجود6|idi2/orada5/var2/yoxdu2 thick7|غلیظ8|qatı7 thicke6|ضخیم8|qalın4 thiev6|دزد3|oğrul6
thin6|نازک6|nazik6 thing4|چیز7|şey5 think4|فکر6|düşün6 third9|سوم9/سومین9/یکسو9|üçdə9/üçünc9 thirte4|سیزد5|
thirti9|سی9|otuz8 those1|کسان3| though3|فکر6|düşün6 thousa9|هزار6|min6/minlə9 thread5|نخ5|sapı6
threat7|تهد7/تهدید6|hədəl9 three5|بود1/داشت2|üç5 throug2|طریق6/عبور4|vasit5 thursd9|پنجشن9|axşam6/cümə9
ticket9|بلیت9|bilet8 tie4|روابط8|əlaqə6 tile6|کاشی8|kafel4/kaşıl8 timber3|الوار5|
time6|بار6/برابر6/زمان4|dəfə8/vaxtı4 title5|قهرم8|çempi8 todai9|امروز7|gün9 togeth2||birli6 tokyo9|توکیو9|tokio9
told4|گفت7| toll5|عوارض7|rüsum8 toman9|توم9|tümən9 tomato7|گوج6|pomid7 tomorr9|فردا9|sabah9 tongu3||dilin5
tonigh5|امشب5| tonn9|تن5|ton9 tonne5|تنی8|tonlu8 too1|زیاد3| took3|برد2/طول3/گرفت1|götür2 top1|برتر3|
torn7|پار4|cırıq7 torren8|سیلاس8|leysa6 tortur8|شکنج8|işgən8 total6|کل5|ümumi5 tour3|تور7|turun6
touris9|گردشگ9|turis9/turiz9 tourna4||turni4 toward4|سوی2|doğru4 tower8|برج7|qüllə8 town9|شهر8|şəhər8
toxic8|سمی8|zəhər6 toy8|اسباب7|oyunc8 track2|ردیاب6|izləm3 tracto9|تراکت9|trakt9 trad4|معامل2|
trade8|تجار7/تجارت8|ticar6 trader5|تاجر6|tacir8 tradit7|سنت7|ənənə8 traffi6|ترافی7/راهنم7/قاچاق9|alver4/tıxac7/yol7
traged7|تراژد8|faciə6 train8|اموز6/تمرین8/قطار9|məşq8/qatar9/təlim7 tram8|ترامو8|tramv8 transf5|انتقا6|trans4/ötürü5
transi6|ترانز9|tranz9 transl8|ترجم9/مترجم7|tərcü9 transp6|شفافی8/نقل3/پیو3|nəqli5/şəffa7 trap4|تله4|
travel7|سفر7/مسافر9|səfər8/sərni9/səyah8 treasu5|خزانه5|xəzin3 treat6|درم7|müali8 treati8|معاهد8/پیم5|müqav8
treatm6|درم7|müali8 tree9|درخت9|ağac5/ağacl8/ağacı4 trench4|سنگر5| trend6|ترند8|trend8 trial4|محاکم4|sınaq8
tribal5|قبایل4| tried3||mühak3 trilli7|تریلی8|trily7 trip8|سفر7|səfər8 tripl7|برابر6|artıb4
troop5|نیرو5|hərbç3/qoşun6 tropic5||tropi5 trout4|قزلال5| truck9|کامیو9|maşın8/yük7 true4||doğru4 trunk7|تنه7|gövdə5
trust8|اعتما8|etiba6/etima9 truth7|حقیقت6|həqiq5 try5|تلا5|çalış3 tuesda9|سهشنب9/شنب9|axşam6/çərşə9 tuitio5|شهری4|
tunisi8|تونس8|tunis8 tunnel9|تونل8|tunel9 turbin8|توربی8|turbi8 turkei9|ترکی9|türki9 turkic3||türkc4
turkis9|ترک7/ترکی9|türk8/türki9 turkme9|ترکمن9|türkm9 turn3|تبدیل8/روی1/نوبت2|çevir5/çevri5/üz3 turnou4|مشارک2|
turquo8|فیروز7|firuz7 twelv8|دوازد8|on7 twenti9|بیست9/بیستو8|iyirm8 twice9|بار6/برابر6|dəfə8
twin8|دوقلو9|əkiz8/əkizl8 two5|داشت2/شدند1/نمود2/کرد1/کنند1|iki5 typhoo5||tayfu5 tyre8|لاستی6|təkər6
türkiy9|ترکی9|türki9 uae5||bəə5 ukrain9|اوکرا9|ukray9 umbrel8|چتر5|çətir8 un9|ملل9|bmt9/nin4 unanim8|اتفاق7|yekdi5
unchan4||dəyiş6 unclea3|معلو2| under5|زیر6|altın7/əsasə3 underg5|زیرزم8|yeral6 unders5|تفاه6/یاددا6|anlaş6
undert5|متعهد6|öhdəs7 unempl9|بیکار7|işsiz6 unesco8|یونسک8|unesc9 unexpl4|منفجر7| unfini5|نیمهک7|yarım6
unhapp5||naraz3 unicef8|یونیس8|unıce8 uniden8|ناشنا8|naməl8 unilat7|یکجان8|birtə5 union9|اتحاد7|birli6/ittif8
unit5|ملل9/واحد3/یگان6|bmt9/bölmə3/şöbəs5 univer9|دانشگ9|unive9 unjust5||əsass3 unknow7|ناشنا8/گمنا5|naməl8
unles2|مگر4| unprec7|بیساب6|görün4 unrest5||iğtiş4 until4|زمان4/ماند6/نشود3/پای5|dək2/qədər3 unveil7|رونما8|təqdi4
up1|بالا6/تشکیل3/های0|yarad3 updat7|بهروز6|yenil3 urea5||karba5 urged8|خوا7|çağır8 urgent8|فور5|təcil9
urmia9|ارومی9|urmiy9 use5|استفا7/مصرف7|istif6 used2||istif6 useful5||fayda2 user9|کاربر7|istif6 using4|استفا7|istif6
usual4|معمول3| uzbek8|ازبکس9|özbək9 uzbeki9|ازبکس9|özbək9 vacant8|خال7|boş6 vaccin9|واکسن8/واکسی8|peyvə8/vaksi9
vahdat5|وحدت4| valid8|اعتبا7/معتبر7|etiba6/qüvvə6 vallei6|دره5|dərəd6 value9|ارز8|dəyər7 van6|وان8|van8
vanish6|ناپد7|yoxa5 varami8|ورامی8|vəram8 variet5||sortl5 vatica8|واتیک8|vatik8 vegeta4|گیاه2|tərəv4
vehicl8|خودرو9/دستگا4|avtom8/maşın8 venezu5|ونزوی5| venic8|ونیز7|venes5 verge5||ərəfə4 veri5|بسیار6/همان6|elə2
versio4|نسخ5| vessel5|شناور7|gəmis8 vetera4|جانبا3/پیشکس4|təcrü5 veto7|وتو7|veto8 vice4||vitse4
victim8|قربان8|qurba7/zərər5 victor6|پیروز8|qələb6 video8|ویدیو9|video8 vienna9|وین9|vyana9 vietna8|ویتنا8|vyetn8
view6|عقید6/نظر2|fikir5/fikri6 viewer4||tamaş5 villa7|ویلا8|villa7 villag9|روست9/روستا9|kənd6/kəndd8/kəndi8/kəndl7
vinega8|سرک8|sirkə8 violat6|تخلف7/نقض3|pozun6 violen8|خشونت8|zorak6 viru8|ویروس8|virus8
visa9|رواد8/ویز8/ویزا8|viza9/vizas9 visit7|بازد6/دیدن7/سفر7|baş5/səfər8/ziyar7 visito6|بازدی7|ziyar7
voice8|صدا5/صدای5/صوت5|səsi6/səsli6 volcan8|اتشف9/گلف7|vulka8 volga8|ولگا8|volqa8 volley9|والیب9|voley9
voltag4||gərgi2 volum5|جلد5|cild8 volunt9|داوطل7|könül8 vot8|رایگی6|səsve9 vote8|ارا6/رای6|səs5/səslə6/səsve9
voted8|رای6|səs5 voter7|رایده9|seçic8 wage7|دستمز9|maaşl5/əməkh6 wagon8|واگن8|vaqon8 wait8|انتظا9/صبر7/منتظر9|gözlə6
walk5|ترک7/پیاد6|piyad7/tərk7 wall8|دیوار9|divar9 walnut9|گردو9|qoz9 want7|خواه3/خواهد1|istəm5/istəy6
war9|جنگ8|mühar9 wareho9|انبار7|anbar7 warm7|گرم8|isti8/istil8 warn9|هشدار9|barəd3/xəbər7 warran3||order5
warsaw8|ورشو8|varşa8 warshi3|ناو3| wash4|شست5|yuyul5 washin9|واشنگ9|vaşin9 waste2||tulla2 water8|اب7|su8/suyun8
waterf6|ابشار8|şəlal8 waterm9|هندوا9|qarpı9 wave8|موج7|dalğa6 wax5|موم4| way4|راه5|yol7/yolu5 weak3|ضعف4|
weaken4||zəifl2 wealth4|ثروت6|sərvə5 weapon8|سلاح5|silah6 wear2||geyin2 weathe5|هوا6/هواشن7|meteo8
weaver6|بافند7|toxuc6 websit5|سایت6|saytı5 wedd7|عروس5|toy8/toyun7 wednes9|چهارش9|çərşə9 week9|هفت9|həftə9
weekli4|هفتگ4| weigh7|وزن6|çəkis7 weight5|وزن6|ağırl4 welcom5|استقب4|alqış7 welder5|جوشکا5|
well5|چاه9|quyu8/quyul8/quyun8/quyus8 went4|ادام8/رفت2|getdi4/söndü6/veril3 wept7|گری6|ağlad7 west7|غرب9|qərbi9
wester9|غرب9|qərb6/qərbi9 wet7|خیس6|yaş5 wetlan7|تالاب7|bataq5 whale8|نهنگ8|balin8 what4|انچ5/چیست6|hansı4/nə5/var2
wheat9|گند9|buğda9/taxıl9 wheel4|چرخ2| wheelc8|ویلچر8|araba4/əlil4 when3|وقت3/کی5|vaxt6/çatan2 where4|کجا8|harad9
whethe5|ایا1|yoxsa2 while3|حال1/هنگا4| whistl7|سوت7|fit7/fitin8 white9|سفید8|ağ8 whose1||kimin1 why8|چرا8|niyə9
widow8|بیو8|dul8 wife7|همسر8|yolda3 wild5|وحش4|vəhşi7 will7|حاضر2|razı3 win4|پیروز8|qalib8/qazan5/qələb6
wind9|باد8|külək9/küləy8 window7|پنجر9|pəncə8 wine8|شراب8|şərab7 wing3||qanad4 winner8|برند5/برندگ8|qalib8
winter9|زمست9/زمستا8|qış9/qışda9/qışın9 wire8|سیم6|məfti9 wish5|ارزو5|arzul6 withdr2||geri4 within6|ظرف6|ərzin6
withou5|بدون5/بی2|heç7/olmad5/olmay2 witnes9|شاهد9|şahid8 woman8|بانو5/زن9/زنی8|qadın9 women9|زن9/زنان9|qadın9
won5|برد2/برند5/پیروز8|qalib8/qazan5 wood4|چوب6| wooden8|چوب6|taxta6 wool5|پشم4|
word6|واژ8/کلم6|söz6/sözlə3/sözü6/sözün6 work6|اثر2/کار5|iş7/işləm5/işləy7/işə5 worker8|کارگر8|fəhlə9/işçi5/işçil8
worksh7|کارگا7|emala8/sexi8 world9|جهان8|dünya8/ümumd9 worn6|فرسود7|köhnə8 worri9|نگر7/نگران8|narah8
worshi8|نمازگ8|ibadə6 worst4|بدتری5| worth7|ارز8|dəyər7 wound8|زخم7/مجروح9|yaral9 woven4|دستبا4|
wrangl8|کشمک8|çəkiş5 wrestl7|کشتیگ8|güləş7 writ5|نویسد9|yazır6 write4||yazma2 writer9|نویسن8|yazıç8
writte6|نوشت7/کتب8|yazıl4 wrong6|اشتبا8|səhv7 wrote7|نوشت7|yazıb8 yalda7|یلدا7|çillə6 yazd9|یزد9|yəzd9/yəzdd8
year8|امسال9/سال7|il9/ildə7/ildən9/ilin7/illik8 yellow7|زرد8|sarı8 yemen9|یمن7|yəmən8 yereva9|ایرو9|irəva9
yester9|دیروز9|dünən6 yet6|نشد2/نگرفت3/هنوز9|amma1/hələ9 york8|نیویو9|nyu9/york8 young8|جوان9|gənc9/gəncl9
your1|تان5| youth8|جوان9|gəncl9 yusif5|یوسف3| zagro8|زاگرس8|zaqro8 zaheda8|زاهد8|zahid8 zambia8|زامبی8|zambi8
zanjan9|زنج9|zənca9 zealan8|نیوزی8|zelan8 zero8|صفر7|sıfır9 zimbab8|زیمبا8|zimba8 zone7|منطق9|zonad8/zonas5
zoo7|باغوح8|zoopa7 zurich8|زوریخ8|sürix8 émigré5||mühac3
"""
