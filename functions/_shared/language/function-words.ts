/**
 * What hardly a sentence of a language does without: articles, pronouns, prepositions, auxiliaries, a few greetings. A word
 * that stands in one list only speaks for that language alone, so a list holds everything of it that a neighbour's list
 * holds too. Lists with `never` are there to keep their neighbours honest: those languages are left to the service.
 */
export type WordList = Readonly<{
  words: string;
  /** Letters beyond the plain alphabet that this language writes; another one in a word speaks against it. Absent = any. */
  letters?: string;
  /** Never certain by itself. */
  never?: true;
}>;

const latin = {
  en: {
    letters: '',
    words:
      "the and is are was were be been have has had do does did will would can could should may must not no you your yours we our us they their them he she his her it its this that these those there here what which who when where why how from with without about into for of to in on at by as if or but because than then so please thanks thank my me i am an a any some all just still yet already after before until since again ever never only also very much more most been being get got want need know think an out up down over under off don't doesn't didn't can't won't isn't i'm i've i'd it's hello hi dear regards die also is he want man men as die dies war was hat here per van den bin pair pour son sale",
  },
  es: {
    letters: 'áéíóúüñ',
    words:
      'el la los las un una unos unas de del al y e o u que qué en con sin por para pero porque como cómo cuando cuándo donde dónde quien quién cual cuál es son era fue ser estar está están estoy he ha han hemos había hay tengo tiene tienen quiero quiere puedo puede pueden me te se nos le les lo mi mis su sus nuestro nuestra este esta esto estos estas ese esa eso muy más ya no sí también todavía aún desde hasta hace sobre entre hola gracias saludos buenos buenas usted ustedes yo él ella ellos si ni a todo todos nada algo otro otra mucho bien solo sólo ahora favor',
  },
  fr: {
    letters: 'àâæçéèêëîïôœùûüÿ',
    words:
      "le la les un une des du de d' l' j' je tu il elle nous vous ils elles on me m' te se s' ce c' cet cette ces que qu' qui quoi dont où et ou mais donc car ni ne n' pas plus mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs est sont suis es êtes était été être ai as a avons avez ont avoir avait fait faire peux peut pouvez puis veux voudrais dans en sur sous avec sans pour par chez vers depuis pendant après avant toujours encore déjà aussi très bien si comme quand comment pourquoi bonjour bonsoir merci cordialement au aux y tout tous toute rien même car entre à sans",
  },
  de: {
    letters: 'äöüß',
    words:
      'der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber denn sondern ich du er sie es wir ihr mich mir dich dir sich uns euch ihnen ihn ihm mein meine meinen meinem meiner dein deine sein seine unser unsere ihre ihren ihrem ihrer ist sind war waren bin bist habe hat haben hatte hatten wird werden wurde worden kann können konnte muss müssen soll sollte möchte möchten will nicht nichts noch schon nur auch sehr mehr bei mit nach von vom zu zum zur aus auf an am im in für über unter vor seit bis durch gegen ohne um wenn dass weil als wie was wer wo wann warum bitte danke hallo grüße guten sehr geehrte so da dann hier immer wieder diese dieser dieses man alle etwas am',
  },
  it: {
    letters: 'àèéìíîòóùú',
    words:
      "il lo la i gli le un uno una un' l' dell' all' nell' dall' sull' c' d' di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal dalla dai dalle nel nella nei nelle sul sulla sui sulle e ed o ma però perché perche che chi cui non è sono sei era erano essere stato stata ho hai ha abbiamo avete hanno avevo avere mi ti si ci vi ne lei lui noi voi loro io mio mia miei mie tuo tua suo sua nostro nostra vostro vostra questo questa questi queste quello quella come quando dove quanto più anche ancora già molto poco tutto tutti niente senza dopo prima fino grazie buongiorno buonasera salve ciao saluti cordiali vorrei posso può potete ogni se sempre solo adesso fa",
  },
  pt: {
    letters: 'áâãàçéêíóôõúü',
    words:
      'o a os as um uma uns umas de do da dos das em no na nos nas num numa por pelo pela pelos pelas para com sem sob sobre ao à aos às e ou mas porque que quem qual quando onde como é são foi era ser está estão estou estava tem têm tenho tinha há não sim já ainda também muito mais menos bem meu minha meus minhas seu sua seus suas nosso nossa este esta isto esse essa isso aquele eu ele ela eles nós você vocês me te se lhe nos até desde depois antes olá oi obrigado obrigada bom boa dia gostaria quero posso pode podem poderia favor só tudo todos nada outro outra ter fazer agora mesmo',
  },
  nl: {
    letters: 'éèëïöü',
    words:
      'de het een en of maar want ik je jij u hij zij ze we wij jullie mij me mijn uw jouw zijn haar ons onze hun hen dit dat deze die is was waren ben bent heb hebt heeft hebben had wordt worden werd kan kunt kunnen kon moet moeten zou zal wil willen niet geen nog al ook wel zeer heel meer bij met naar van voor tot aan op in uit over onder om te er als dan wat wie waar wanneer waarom hoe graag bedankt dank hallo beste groet groeten vriendelijke hartelijk alvast sinds na door tegen zonder nu hier daar altijd weer iets niets alle toch maar gaan gaat komt doet doen geachte',
  },
  pl: {
    letters: 'ąćęłńóśźż',
    words:
      'i a w z na do od po za ze we nie się jest są był była było być mam ma mamy mają nam mi mnie mój moja moje moją mojego mojej moich ten ta to te tego tej tym tych co kto gdzie kiedy jak jaki dlaczego czy że żeby ale lub albo oraz już jeszcze tylko też także bardzo więcej dla bez przez przy pod nad przed o u ja ty on ona my wy oni pan pani państwo proszę dziękuję witam pozdrawiam dzień dobry cześć mogę może można chcę chciałbym chciałabym został została jestem kilka teraz nadal',
  },
  tr: {
    letters: 'çğıöşüâî',
    words:
      'bir ve bu şu o ben sen biz siz onlar bana sana bize size beni sizi benim sizin bizim için ile ama fakat çünkü de da ki mi mı mu mü ne nasıl neden nerede nereye zaman kadar gibi daha çok en az var yok değil evet hayır lütfen teşekkürler teşekkür ederim merhaba selam iyi günler sonra önce şimdi hala hâlâ henüz olarak olan oldu olmuş her hiç bütün tüm ancak veya ya eğer ise istiyorum nedir misiniz mısınız yardımcı',
  },
  sv: {
    letters: 'åäöé',
    words:
      'och att det den de en ett är var vara har hade jag du han hon vi ni dem mig dig sig oss er min mitt mina din ditt dina sin sitt vår vårt våra era inte ingen inget men eller för med av på i till från om när var vad vem hur varför som så kan kunde ska skulle vill måste bli blev blir mycket mer också redan än ännu fortfarande bara här där efter före innan utan under över vid hej tack hälsningar vänliga snälla denna detta dessa nu då alla något får fick göra',
  },
  da: {
    letters: 'æøåé',
    words:
      'og at det den de en et er var være har havde jeg du han hun vi i dem mig dig sig os jer min mit mine din dit dine sin sit vores jeres deres ikke ingen intet men eller for med af på til fra om når hvad hvem hvor hvornår hvorfor hvordan som så kan kunne skal skulle vil ville må blive blev bliver meget mere også allerede end endnu stadig kun her der efter før uden under over ved hej tak hilsen venlig venlige denne dette disse nu da alle noget får fik gøre gerne kære været',
  },
  nb: {
    letters: 'æøåéòô',
    words:
      'og at det den de en et er var være har hadde jeg du han hun vi dere dem meg deg seg oss min mitt mine din ditt dine sin sitt vår vårt våre deres ikke ingen men eller for med av på i til fra om når hva hvem hvor hvorfor hvordan som så kan kunne skal skulle vil ville må bli ble blir mye mer også allerede enn ennå fortsatt bare her der etter før uten under over ved hei takk hilsen vennlig denne dette disse nå da alle noe får fikk gjøre gjerne kjære vært',
  },
  nn: {
    letters: 'æøåéòô',
    never: true,
    words:
      'og at det den dei ein ei eit er var vere har hadde eg du han ho vi de me dykk dei meg deg seg oss min mi mitt mine din di ditt ikkje ingen men eller for med av på i til frå om når kva kven kvar kvifor korleis som så kan kunne skal skulle vil ville må bli blei blir mykje meir også allereie enn enno framleis berre her der etter før utan under over ved hei takk helsing denne dette desse no då alle noko får fekk gjere gjerne vore',
  },
  fi: {
    letters: 'äöå',
    words:
      'ja on ei en et se hän minä sinä te me he minun sinun teidän meidän hänen minulle minua minulla teille oli ovat olen olet olemme olette ole ollut olisi että mutta tai vai kun jos niin kuin myös vielä jo vain hyvin nyt sitten mikä mitä missä milloin miksi miten kuka tämä tämän tätä tuo siitä sitä joka jotka mukaan kanssa ilman ennen jälkeen hei moi kiitos terveisin ystävällisin voi voisin voitte haluan haluaisin saanut pitää mitään kaikki kuitenkin koska yli',
  },
  cs: {
    letters: 'áčďéěíňóřšťúůýž',
    words:
      'a i v ve z ze na do od po za s se si k ke o u je jsou jsem jste jsme byl byla bylo být mám má máme máte mi mě mně můj moje moji mého mojí svůj ten ta to tento tato toto této tomto co kdo kde kdy jak jaký proč že aby ale nebo už ještě jen také taky velmi více pro bez přes při pod nad před já ty on ona my vy oni prosím děkuji děkuju dobrý den ahoj pozdravem mohu můžu může chci chtěl chtěla by bych jestli pokud není nebyl nebyla nemám nemůžu vaše váš vás vám teď stále zatím',
  },
  sk: {
    letters: 'áäčďéíĺľňóôŕšťúýž',
    words:
      'a i v vo z zo na do od po za s so sa si k ku o u je sú som ste sme bol bola bolo byť mám má máme máte mi mňa môj moja moje môjho mojej svoj ten tá to tento táto toto tejto čo kto kde kedy ako aký prečo že aby ale alebo už ešte len tiež veľmi viac pre bez cez pri pod nad pred ja ty on ona my vy oni prosím ďakujem dobrý deň ahoj pozdravom môžem môže chcem chcel chcela by som či ak nie nebol nebola nemám nemôžem vaše váš vás vám teraz stále zatiaľ',
  },
  hu: {
    letters: 'áéíóöőúüű',
    words:
      'a az egy és vagy de hogy nem is van volt vannak lesz lett én te ő mi ti ők ez azt ezt ezek engem nekem önök ön önöknek meg már még csak nagyon sem se ki mi mit hol mikor miért hogyan kell lehet tudom tudok szeretném szeretnék kérem köszönöm köszönettel üdvözlettel tisztelt helló szia jó napot ha mert mint után előtt nélkül alatt között óta most itt ott minden semmi sajnos kaptam meg be el fel',
  },
  ro: {
    letters: 'ăâîșțşţ',
    words:
      'și şi în de la cu pe din pentru prin fără după către spre este e sunt era fost fi am ai a au avem aveți are nu da mai foarte decât dar sau ori că să care ce cine unde când cum cât eu tu el ea noi voi ei ele mă te se vă ne mi îmi îți își meu mea mei mele dumneavoastră acest această acesta aceasta acestea un o unui unei al ale lui lor bună ziua salut mulțumesc mulţumesc rog vreau aș putea pot poate încă deja doar tot toate nici ca',
  },
  id: {
    letters: '',
    words:
      'yang dan di ke dari untuk dengan pada ini itu saya anda kami kita mereka dia aku kamu tidak bukan belum sudah telah akan sedang bisa dapat harus mau ingin ada adalah apa siapa mana kapan kenapa mengapa bagaimana karena tetapi tapi atau jika kalau juga masih lagi sangat lebih hanya saja sampai setelah sebelum oleh terima kasih mohon tolong selamat pagi siang halo nya bagi tentang uang kok dong banget nomor',
  },
  ms: {
    letters: '',
    never: true,
    words:
      'yang dan di ke dari daripada untuk dengan pada ini itu saya anda kami kita mereka dia aku kamu awak tidak tak bukan belum sudah telah akan sedang boleh dapat harus mesti perlu mahu nak hendak ingin ada adalah apa siapa mana bila kenapa mengapa bagaimana kerana sebab tetapi tapi atau jika kalau juga masih lagi sangat lebih hanya sahaja sampai selepas sebelum oleh terima kasih mohon tolong selamat pagi halo hai bagi tentang wang duit nombor encik puan ialah',
  },
  vi: {
    letters: 'àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    words:
      'tôi của và là không có được cho với này đó đã đang sẽ chưa rồi trong ngoài trên dưới từ đến khi nào gì sao ai đâu bao nhiêu một các những mình bạn anh chị em xin chào cảm ơn vui lòng nhưng vì nếu thì mà cũng rất nhiều hơn vẫn phải muốn cần hàng ngày lại nhận đơn thể hỏi',
  },
  gl: {
    letters: 'áéíóúüñ',
    never: true,
    words:
      'o a os as un unha uns unhas de do da dos das en no na nos nas nun nunha por polo pola polos polas para pra con sen sobre ao á aos ás e ou mais pero porque que quen cal cando onde como é son foi era ser está están estou estaba ten teñen teño tiña hai non si xa aínda tamén moi máis menos ben meu miña meus miñas seu súa seus súas noso nosa este esta isto ese esa iso eu el ela eles nós vostede vostedes me te se lle nos ata desde dende despois antes ola grazas bo boa día quero podo pode poden favor só todo todos nada outro outra ter facer agora mesmo saúdos hoxe',
  },
  ca: {
    letters: 'àçéèíïòóúü·',
    never: true,
    words:
      "el la els les un una uns unes de del dels al als d' l' n' s' m' t' i o però perquè que què qui quan on com és són era va ser estar està estan estic he has ha hem heu han havia hi ha tinc té tenen vull vol puc pot poden em et es ens us li el ho meu meva meus meves seu seva nostre nostra aquest aquesta això aquests molt més ja no sí també encara des fins fa sobre entre hola gràcies salutacions bon bona dia vostè vosaltres jo ell ella si ni a tot tots res altre altra amb sense per pel pels dins ara només si us plau",
  },
  af: {
    letters: 'êëéôûïè',
    never: true,
    words:
      "die 'n en of maar want ek jy u hy sy ons julle my jou sy haar hulle dit dat hierdie daardie is was het gehad word kan moet sal wil nie geen nog al ook baie meer by met na van vir tot aan op in uit oor onder om te as dan wat wie waar wanneer hoekom hoe graag dankie hallo beste groete asseblief sedert deur teen sonder nou hier daar altyd weer iets niks alle",
  },
  sl: {
    letters: 'čšž',
    never: true,
    words:
      'in ali pa ter v z s na do od po za pri k o iz je so sem ste smo bil bila bilo biti imam ima mi me moj moja moje mojega svoj ta to ti tega te kaj kdo kje kdaj kako kakšen zakaj da ki ker če toda ampak že še samo tudi zelo več brez čez pod nad pred jaz vi oni prosim hvala pozdravljeni pozdrav dober dan lahko hočem želim rad rada ni nisem vaše vaš vas vam zdaj',
  },
  hr: {
    letters: 'čćđšž',
    never: true,
    words:
      'i ili a u s sa na do od po za pri k o iz je su sam ste smo bio bila bilo biti imam ima mi me moj moja moje mojega mog svoj taj ta to ovaj ova ovo što šta tko ko gdje gde kada kad kako kakav zašto da koji koja jer ako ali već još samo također takođe takodje vrlo veoma više bez preko pod nad pred ja vi oni molim hvala pozdrav dobar dan mogu može želim htio hteo nije nisam vaš vas vam sada se ga li',
  },
  et: {
    letters: 'äöõüšž',
    never: true,
    words:
      'ja on ei ma sa ta me te nad mina minu sinu teie meie mulle mind oli olen olete olnud oleks et aga või kui siis nii ka veel juba ainult väga nüüd mis mida kus millal miks kuidas kes see selle seda mille kaasa ilma enne pärast tere aitäh palun tervitades saab saan soovin sain midagi kõik',
  },
  sq: {
    letters: 'çë',
    never: true,
    words:
      'dhe në një të e i për me nga që është janë jam kam ka nuk po por se si kur ku unë ju ne më sa tani faleminderit përshëndetje',
  },
  fil: {
    letters: 'ñ',
    never: true,
    words:
      'ang ng mga sa na ay at ko mo niya namin natin po hindi wala may mayroon ako ikaw siya kami tayo kayo ito iyon para kung kailan saan bakit paano salamat pa ba lang din rin naman',
  },
  lb: {
    letters: 'äëéöü',
    never: true,
    words:
      "de den d' eng en an vun mat fir op ass sinn ech du hien mir dir si net nët och nach wann well datt wéi wou mäi meng moien merci hunn hutt huet gëtt ginn bei aus",
  },
  oc: {
    letters: 'àáçèéíïòóúü',
    never: true,
    words:
      "lo la los las un una de del dels al als d' l' e o mas que qu' qui quand ont coma es son èra ai as a avèm an aver pas ni dins en sus amb sens per dempuèi vos nos me te se mon ma mos bonjorn mercé totes tot tota",
  },
  fy: {
    letters: 'âêôûúëï',
    never: true,
    words:
      'de it in en of mar ik jo hy sy se wy my myn jins syn har ús dit dat dizze dy is wie binne bin ha hat hawwe hie wurdt kin moat sil wol net gjin noch al ek tige mear by mei nei fan foar oan op út oer om te der as dan wat wa wêr hoe tank',
  },
} satisfies Readonly<Record<string, WordList>>;

const cyrillic = {
  ru: {
    letters: 'ёйщъыьэюя',
    words:
      'и в во не на я что с со как это но он она они мы вы по за из у к от до для о об же бы ли если или так уже ещё еще только очень мне меня мной мой моя моё мое мои моего моей нас нам вас вам ваш ваша ваше свой где когда почему кто какой который которая то тот та эта этот эти был была было были есть нет да при без через после перед между могу можно нужно хочу пожалуйста спасибо здравствуйте добрый день всё все ничего сейчас',
  },
  uk: {
    letters: 'ґєіїйщьюя',
    words:
      'і й в у не на я що з із зі як це але він вона вони ми ви по за до від для про ж би чи якщо або так вже ще тільки дуже мені мене мій моя моє мої мого моєї нас нам вас вам ваш ваша ваше свій де коли чому хто який яка та той ця цей ці був була було були є немає ні при без через після перед між можу можна потрібно хочу будь ласка дякую вітаю доброго дня добрий день все нічого зараз',
  },
  be: {
    letters: 'ёійўыьэюя',
    never: true,
    words:
      'і й у ў не на я што з як гэта але ён яна яны мы вы па за да ад для пра ж бы ці калі або так ужо яшчэ толькі вельмі мне мяне мой мая маё мае майго маёй нас нам вас вам ваш дзе чаму хто які якая той гэты гэтая быў была было былі ёсць няма дзякуй калі ласка добры дзень',
  },
  bg: {
    letters: 'йщъьюя',
    words:
      'и в във не на аз че с със как това но той тя те ние вие по за из от до ли ако или така вече още само много ми ме мен моя моят моята моето моите ни нас ви вас ваш вашата вашия къде кога защо кой която който които тази този тези беше бях бил била било са съм си се е сте ще да има няма при без през след преди между мога може можете искам моля благодаря здравейте здравей добър ден всичко нищо сега',
  },
  mk: {
    letters: 'ѓѕјљњќџѐѝ',
    words:
      'и во не на јас дека со како ова но тој таа тие ние вие по за од до ли ако или така веќе уште само многу ми ме мене мојот мојата моето моите ни нас ви вас вашиот каде кога зошто кој која кои оваа овој овие беше бев бил била било се сум си е сте ќе да има нема при без преку после пред меѓу можам може сакам молам благодарам здраво добар ден што го ја ги',
  },
  sr: {
    letters: 'ђјљњћџ',
    words:
      'и у не на ја да с са како ово али он она они ми ви по за из од до ли ако или тако већ још само много веома ме мени мој моја моје моји мог нас нам вас вам ваш где када зашто ко који која које та овај ова ове био била било су сам си се је сте ће има нема при без преко после пре између могу може желим молим хвала здраво поздрав добар дан све ништа сада што шта',
  },
} satisfies Readonly<Record<string, WordList>>;

const arabic = {
  ar: {
    letters: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي',
    words:
      'في من على إلى الى أن ان إن هذا هذه ذلك التي الذي لم لن لا ما هل مع عن عند بعد قبل حتى منذ كان كانت يكون قد لقد أنا انا نحن أنت انت هو هي لي لك لكم لنا لكن أو او ثم كل أي اي كيف متى أين اين لماذا ماذا شكرا شكراً مرحبا مرحباً السلام عليكم تحية أريد اريد أود يمكن يمكنني غير فقط أيضا جدا وقد ولم ولا ليس',
  },
  fa: {
    letters: 'ءآأؤئابتثجحخدذرزسشصضطظعغفقکكلمنهویيىپچژگۀ',
    words:
      'از به در که را این آن است با برای تا و یا هم من ما شما او آنها خود هر چه چرا کجا کی چطور هست نیست بود شد شده کرد کردم کرده است می نمی دارم دارد کنم کنید لطفا لطفاً سلام ممنون متشکرم سپاس هنوز بعد پس اما ولی اگر چون یک روز باید خواهم',
  },
  ur: {
    letters: 'ءآأؤئابتثجحخدذرزسشصضطظعغفقکلمنوہھیےٹڈڑںپچژگۂۃۓ',
    words:
      'ہے ہیں ہوں تھا تھی تھے کا کی کے کو سے میں پر نے اور یا نہیں یہ وہ میرا میری میرے مجھے آپ ہم کیا کب کہاں کیوں کیسے جو اگر لیکن تو بھی ہی ابھی تک بعد شکریہ السلام علیکم براہ کرم گیا گئی رہا رہی چاہتا چاہتی ہوا ہوئی',
  },
  ps: {
    letters: 'ءآأؤئابتثجحخدذرزسشصضطظعغفقکلمنهویيۍېئټډړښږڼګپچژګڅځ',
    never: true,
    words: 'د په چې او له ته دی ده دي زما ما تاسو هغه دا نه یې سره کې څه کله چیرې ولې مننه سلام شوی',
  },
  pnb: {
    letters: 'ءآأؤئابتثجحخدذرزسشصضطظعغفقکلمنوہھیےٹڈڑںپچژگ',
    never: true,
    words: 'دا دی دے دیاں نوں توں وچ نیں اے سی تے ایہ اوہ میرا مینوں تسی کیہ کدوں کتھے نہیں لئی ہویا',
  },
} satisfies Readonly<Record<string, WordList>>;

const devanagari = {
  hi: {
    words:
      'है हैं हूँ हूं था थी थे का की के को से में पर ने और या नहीं यह वह ये वो मेरा मेरी मेरे मुझे मैं आप आपका आपके हम हमें क्या कब कहाँ कहां क्यों कैसे जो अगर लेकिन तो भी ही अभी तक बाद धन्यवाद नमस्ते कृपया गया गई रहा रही चाहता चाहती हुआ हुई कर लिए',
  },
  mr: {
    words:
      'आहे आहेत होते होता होती आणि किंवा नाही नाहीत हे हा ही ते तो ती माझे माझा माझी मला मी तुम्ही तुमचा तुमच्या आम्ही काय कधी कुठे का कसे जर पण तर सुद्धा अजून पर्यंत नंतर धन्यवाद नमस्कार कृपया झाला झाली झाले केली केला साठी',
  },
  ne: {
    never: true,
    words:
      'छ छन् छैन हो थियो र वा को का की लाई ले मा बाट मेरो म मलाई तपाईं हामी के कहिले कहाँ किन कसरी यो त्यो पनि अझै सम्म पछि धन्यवाद नमस्ते कृपया गर्नु भएको',
  },
} satisfies Readonly<Record<string, WordList>>;

/** By script, since a word is only compared with the languages that could have written it. */
export const wordLists = { Latin: latin, Cyrillic: cyrillic, Arabic: arabic, Devanagari: devanagari };
