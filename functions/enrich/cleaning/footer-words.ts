const device =
  '(?:iPhone|iPad|iPod|Apple Watch|Android|Galaxy|Samsung|Huawei|Xiaomi|Redmi|OPPO|vivo|OnePlus|Pixel|Motorola|Nokia|Sony|Xperia|Windows|BlackBerry|Outlook|Yahoo|AOL|Mail\\.ru|Mail|Proton|Gmail|GMX|WEB\\.DE|Spark|Thunderbird|Zoho|Yandex|Naver|QQ|smartphone|mobile|Handy|mobiele|mobil|mobiltelefon|téléphone|teléfono|telefone|celular|telefon|телефона|мобильн\\p{L}+)';
/** A model's or a program's name; what has a colon in it tells something. */
const near = '[^:;!：]{0,40}';
const line = (pattern: string) => new RegExp(`^${pattern}$`, 'iu');
/** Outlook puts the link behind it, in one of two ways. */
const linked = '[ ]?(?:<https?:[^<>\\s]{1,80}>|\\(?https?:[^\\s]{1,80})?\\.?';
const platform = '(?:iOS|Android|Windows|Mac)';

/** The last line that phones and mail programs add. Whole lines only: a customer's sentence with "sent from" stays. */
export const mobileFooters: readonly RegExp[] = [
  line(`Sent (?:from|with|via|using) ${near}${device}${near}`),
  line(`(?:Get|Download) Outlook for ${platform}${linked}`),
  line(`Yahoo Mail: Search, Organi[sz]e, Conquer${linked}`),
  line(`Gesendet (?:von|mit|über) ${near}${device}${near}`),
  line(`Von ${near}${device}${near} gesendet\\.?`),
  line(`Diese Nachricht wurde von ${near}${device}${near} gesendet\\.?`),
  line(
    `(?:(?:Holen Sie sich|Laden Sie|Hol dir) )?Outlook für ${platform}(?: (?:beziehen|abrufen|herunterladen|holen))?${linked}`,
  ),
  line(`(?:Envoyé|Envoyée) (?:de|depuis|à partir|avec|via) ${near}${device}${near}`),
  line(`(?:Obtenir|Télécharger|Obtenez) Outlook pour ${platform}${linked}`),
  line(`Enviado (?:desde|do|da|de|pelo|pela|a partir|con|com) ${near}${device}${near}`),
  line(`(?:Obtener|Obtenga|Descargar|Obter|Obtenha|Baixar) (?:o )?Outlook para ${platform}${linked}`),
  line(`Inviato (?:da|dal|dallo|con|tramite) ${near}${device}${near}`),
  line(`(?:Ottieni|Scarica) Outlook per ${platform}${linked}`),
  line(`(?:Verzonden|Verstuurd) (?:vanaf|vanuit|met|via) ${near}${device}${near}`),
  line(`(?:Outlook voor ${platform} downloaden|(?:Download|Krijg) Outlook voor ${platform})${linked}`),
  line(`(?:Skickat|Skickades) från ${near}${device}${near}`),
  line(`(?:Sendt|Send) (?:fra|via|med) ${near}${device}${near}`),
  line(`(?:Hämta|Skaffa|Hent|Få|Last ned) Outlook (?:för|til|for) ${platform}${linked}`),
  line(`Lähetetty ${near}${device}${near}`),
  line(`(?:Hanki|Lataa) Outlook .{0,20}${platform}.{0,10}${linked}`),
  line(`Wysłan[eoy] (?:z|ze|przy|za) ${near}${device}${near}`),
  line(`Pobierz .{0,12}Outlook (?:dla|na) .{0,12}${platform}${linked}`),
  line(`(?:Odesláno|Odoslané|Poslané|Posláno) (?:z|ze|zo|pomocí) ${near}${device}${near}`),
  line(`(?:Získat|Získejte|Stáhnout|Získať) Outlook pr[oe] ${platform}${linked}`),
  line(`.{0,30}${device}.{0,40}(?:küldve|gönderildi)\\.?`),
  line(`(?:Az )?Outlook (?:for )?${platform}.{0,12}(?:beszerzése|letöltése|edinin|indirin)${linked}`),
  line(`${platform} için Outlook[’']?[uı]? (?:edinin|indirin|alın)${linked}`),
  line(`Trimis (?:de pe|din|cu) ${near}${device}${near}`),
  line(`Отправлено (?:с|из|со|через) ${near}(?:${device}|Почты).{0,40}`),
  line(`(?:Получить|Скачать|Скачайте) Outlook для ${platform}${linked}`),
  line(`(?:Надіслано|Відправлено) (?:з|із|зі) ${near}${device}${near}`),
  line(`(?:Εστάλη|Στάλθηκε) από ${near}${device}${near}`),
  line(`(?:私の|マイ)?\\s?${device}\\s?から送信(?:されました)?。?`),
  line(`${device}(?:アプリ|メール)?(?:から|で)送信(?:されました)?。?`),
  line(`Outlook for ${platform}\\s?を(?:入手|取得)(?:する)?${linked}`),
  line(`(?:发自|發自|從|从)\\s?(?:我的|my)?\\s?${device}.{0,20}`),
  line(
    `(?:发自|發自|来自)\\s?(?:我的|网易邮箱大师|网易邮箱|QQ邮箱|新浪邮箱|手机|我的手机|vivo邮箱|小米手机|华为手机).{0,20}`,
  ),
  line(
    `(?:获取|下载|取得|下載) ?(?:适用于 ?)?(?:Outlook for ${platform}|${platform} (?:的|版|适用) ?Outlook)${linked}`,
  ),
  line(`(?:나의|내)?\\s?${device}에서 (?:보냄|보냈습니다|전송됨|보낸 메일)\\.?`),
  line(`(?:${platform}용 Outlook|Outlook for ${platform}) (?:다운로드|받기|가져오기)${linked}`),
  line(`(?:أرسلت|أُرسلت|تم الإرسال|مرسلة|مُرسلة|أرسل) من ${near}(?:${device}|جهاز|هاتف).{0,40}`),
  line(`الحصول على Outlook .{0,10}${platform}${linked}`),
  line(`נשלח מ${near}${device}${near}`),
  line(`(?:קבל|קבלו|הורד) את Outlook עבור ${platform}${linked}`),
  line(`ارسال شده از .{0,40}`),
  line(`(?:Được gửi|Gửi) từ ${near}${device}${near}`),
  line(`(?:Dikirim|Dihantar) dari(?:pada)? ${near}${device}${near}`),
  line(`ส่งจาก\\s?.{0,20}${device}.{0,20}`),
  line(`(?:मेरे )?${device} से भेजा गया`),
];

/** Notes about virus scanners and paper, which programs put under a mail: whole paragraphs that begin so. */
export const scannerNotes: readonly RegExp[] = [
  /^(?:Virus-free\.|Virenfrei\.|Garanti sans virus\.|Libre de virus\.|Livre de vírus\.|Mail priva di virus\.|Virusvrij\.|Virusfri\.|Wolny od wirusów\.|Bez virů\.|Без вирусов\.|Virüs bulunmuyor\.)\s?(?:www\.|<?https?:)?/iu,
  /^(?:This e-?mail has been (?:checked|scanned) for viruses by|Diese E-Mail wurde von .{0,40} auf Viren (?:geprüft|überprüft)|L['’]absence de virus dans ce courrier|El software de antivirus .{0,30} ha analizado|Este e-?mail foi (?:escaneado|verificado)|Questa e-?mail è stata (?:controllata|esaminata)|Deze e-mail is (?:gecontroleerd|gescand) op virussen)/iu,
  /^.{0,12}(?:Please consider the environment before|Think before you print|Save paper|Bitte (?:denken|prüfen) Sie .{0,40}(?:Umwelt|drucken|ausdrucken)|Pensez à l['’]environnement|Merci de penser à l['’]environnement|Antes de imprimir|Piense en el medio ambiente|Pense no (?:meio )?ambiente|Prima di stampare|Rispetta l['’]ambiente|Denk aan het milieu|Tänk på miljön|Tenk på miljøet|Tænk på miljøet|Pomyśl o środowisku|Zastanów się, czy|Çevreyi düşün)/iu,
];

export type DisclaimerSigns = Readonly<{
  /** Each must be in the paragraph: it speaks of the mail itself, of secrecy, and of the wrong reader. */
  signs: readonly RegExp[];
  /** What people say of themselves; a notice never does. */
  person: RegExp;
}>;

const word = (words: string) => new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'iu');

/** Per language: a paragraph with all of these signs, in which nobody speaks of themselves, is a legal notice. */
export const disclaimers: readonly DisclaimerSigns[] = [
  {
    signs: [
      /\b(?:this|the|and any) (?:e-?mail|message|communication|transmission|information|document|attachment|files?|content)/i,
      /confidential|privileged|proprietary/i,
      /intended (?:only |solely |exclusively )?(?:for|to)|intended recipient|addressee|in error|by mistake/i,
    ],
    person: word("I|my|I'm|I've|I’m|I’ve|mine"),
  },
  {
    signs: [
      /(?:diese|dieser|die|der|vorliegende) (?:e-?mail|nachricht|mitteilung|information|inhalt|mail)|enthält/iu,
      /vertraulich|rechtlich geschützt/iu,
      /bestimmt|irrtümlich|vernichten|löschen|adressat|empfänger/iu,
    ],
    person: word('ich|mein(?:e[rmns]?)?|mir|mich'),
  },
  {
    signs: [
      /\bc(?:e|et|ette) (?:e-?mail|message|courriel|courrier|mail)/iu,
      /confidentiel/iu,
      /destinataire|destiné|par erreur|détruire|supprimer/iu,
    ],
    person: word("je|j['’]\\p{L}+|mon|ma|mes"),
  },
  {
    signs: [
      /\best[ea] (?:mensaje|correo|e-?mail|comunicación|informaci[oó]n|mensagem|comunicação)|(?:mensaje|mensagem)/iu,
      /confidencia/iu,
      /destinat[aá]ri|dirig|por (?:error|erro|engano)|elimin|apag|borr/iu,
    ],
    person: word('yo|mi|mis|mío|he|eu|meu|minha|meus|minhas'),
  },
  {
    signs: [
      /quest[ao] (?:messaggio|e-?mail|comunicazione|posta)|(?:il|presente) (?:presente )?(?:messaggio|e-?mail|comunicazione)|informazioni contenute/iu,
      /riservat|confidenzial/iu,
      /destinatari|per errore|cancellar|distrugger/iu,
    ],
    person: word('io|mio|mia|miei|mie|ho'),
  },
  {
    signs: [
      /d(?:it|eze) (?:e-?mail|bericht|mail|communicatie)|informatie/iu,
      /vertrouwelijk/iu,
      /bestemd|bedoeld|geadresseerde|per (?:vergissing|abuis)|abusievelijk|verwijder|vernietig/iu,
    ],
    person: word('ik|mijn|mij'),
  },
  {
    signs: [
      /dett[ae] (?:e-?post|meddelande|mejl|mail)|denn[ae] (?:e-?post|e-?mail|mail|besked|meddelelse|melding)|dette (?:er )?(?:meddelelse|melding)/iu,
      /konfidentiel|konfidensiel|fortrolig/iu,
      /mottag|modtag|mottak|avse|tiltænkt|beregnet|radera|slet/iu,
    ],
    person: word('jag|min|mitt|mina|jeg|mit|mine'),
  },
  {
    signs: [
      /täm[äa] (?:sähköposti|viesti)|tämän (?:sähköposti|viesti)/iu,
      /luottamuksel/iu,
      /vastaanottaj|tarkoitettu|poista|erehdyk/iu,
    ],
    person: word('minä|minun|olen|sain'),
  },
  {
    signs: [
      /(?:niniejsz\p{L}+|ta|tej|t[ęe]) (?:wiadomo|e-?mail|informacj|korespondencj)|wiadomość/iu,
      /poufn/iu,
      /adresat|przeznaczon|omyłk|pomyłk|błęd|usun/iu,
    ],
    person: word('ja|mój|moja|moje|mnie|mi'),
  },
  {
    signs: [
      /t(?:ato|áto|ento|ento|uto|úto) (?:zpráv|správ|e-?mail)/iu,
      /důvěrn|dôvern/iu,
      /určen|příjemc|príjemc|adresát|omyl|smaž|vymaž/iu,
    ],
    person: word('já|můj|moje|mi|ja|môj|jsem|som'),
  },
  {
    signs: [/(?:ez|jelen) (?:az )?(?:e-?mail|üzenet|levél)/iu, /bizalmas/iu, /címzett|téved|törö?l/iu],
    person: word('én|nekem'),
  },
  {
    signs: [/bu (?:e-?posta|mesaj|ileti|elektronik)/iu, /gizli/iu, /alıcı|yanlışlık|silin|imha/iu],
    person: word('ben|benim|bana'),
  },
  {
    signs: [
      /(?:данн|это|настоящ)\p{L}* (?:электронн\p{L}+ )?(?:сообщени|письм)|информаци/iu,
      /конфиденциальн/iu,
      /предназначен|получател|адресат|ошиб|удалит/iu,
    ],
    person: word('я|мне|мой|моя|моё|мои'),
  },
  {
    signs: [
      /(?:це|цей|дан\p{L}+) (?:повідомлення|лист)|інформаці/iu,
      /конфіденційн/iu,
      /призначен|одержувач|отримувач|адресат|помил|видал/iu,
    ],
    person: word('я|мені|мій|моя|моє'),
  },
  {
    signs: [/αυτό το (?:μήνυμα|e-?mail)|το παρόν/iu, /εμπιστευτικ/iu, /παραλήπτ|προορίζ|διαγρ/iu],
    person: word('εγώ|μου'),
  },
  {
    signs: [/(?:acest|prezentul) (?:mesaj|e-?mail)/iu, /confiden[țţt]ial/iu, /destinat|eroare|șterge/iu],
    person: word('eu|meu|mea'),
  },
  {
    signs: [/(?:本|この)(?:電子)?(?:メール|Eメール)/iu, /機密|秘密/, /宛先|受信者|受取人|誤って|削除|破棄/],
    person: /私|わたし/,
  },
  {
    signs: [
      /(?:本|此|该|這封|这封)(?:电子)?(?:邮件|郵件|信息|訊息|电邮)/,
      /机密|保密|機密/,
      /收件人|误收|誤收|删除|刪除|錯誤|错误/,
    ],
    person: /我(?!们|司|公司|們)/,
  },
  {
    signs: [/(?:본|이) ?(?:전자우편|메일|이메일|메시지)/, /기밀|비밀/, /수신인|수신자|잘못|삭제/],
    person: /저는|제가|나는|내가/,
  },
  {
    signs: [/هذه? (?:الرسالة|البريد)/, /سرية|سري/, /المرسل إليه|المستلم|بالخطأ|حذف|بطريق الخطأ/],
    person: word('أنا|لي|عندي'),
  },
  {
    signs: [/(?:הודעה|דוא"ל|מייל|דואר) (?:זו|זה|אלקטרוני)/, /סודי|חסוי/, /הנמען|לנמען|בטעות|למחוק|מחק/],
    person: word('אני|שלי|לי'),
  },
];

/** Lines of their own above a notice. */
export const noticeHeading =
  /^[\s*_=-]*(?:(?:legal |confidentiality )?(?:notice|disclaimer|note)|confidentiality(?: notice| statement)?|haftungsausschluss|vertraulichkeitshinweis|rechtlicher hinweis|avis (?:de confidentialité|légal)|aviso (?:legal|de confidencialidad|de confidencialidade)|avvertenza|avviso di riservatezza|juridische kennisgeving|klauzula poufności|免責事項|免责声明|법적 고지)[\s*_=:-]*$/iu;
