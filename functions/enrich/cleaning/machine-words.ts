const startOf = (...starts: readonly string[]): readonly RegExp[] =>
  starts.map((start) => new RegExp(`^(?:${start})`, 'iu'));
const anywhere = (...parts: readonly string[]): readonly RegExp[] =>
  parts.map((part) => new RegExp(`(?<![\\p{L}])(?:${part})`, 'iu'));

/** How programs begin the subject of a mail they answer with while somebody is away. */
export const replySubjects = startOf(
  // en, de, fr
  '(?:automatic|auto)[- ]?(?:reply|response)\\b|autoreply\\b|out of (?:the )?office(?:\\s*[:：-]|\\s*$|\\s*(?:auto|re:|reply|message|notification|until))',
  'automatische (?:antwort|e-mail-antwort)|abwesenheits(?:notiz|nachricht|meldung|assistent)|autom\\. antwort|nicht im (?:büro|hause?)\\s*[:：]',
  "r[ée]ponse automatique|message d[’']absence|absence du bureau|notification d[’']absence",
  // es, pt, it
  'respuesta autom[áa]tica|fuera de (?:la )?oficina|mensaje de ausencia',
  'resposta autom[áa]tica|fora do escrit[óo]rio|aus[êe]ncia do escrit[óo]rio|mensagem de aus[êe]ncia',
  'risposta automatica|fuori (?:sede|ufficio)|messaggio di assenza',
  // nl, sv, da, no, fi
  'automatisch antwoord|afwezigheids(?:bericht|melding)|(?:afwezig|niet aanwezig)\\s*(?:[:：]|$)',
  'autosvar|automatiskt? svar|frånvaromeddelande|frånvaro\\s*(?:[:：]|$)|fraværs(?:besked|meddelelse|melding)|(?:ikke til stede|fravær)\\s*(?:[:：]|$)',
  'automaattinen (?:vastaus|poissaoloviesti)|poissaolo(?:ilmoitus|viesti)',
  // pl, cs, sk, hu, ro
  'automatyczna odpowied[źz]|autoodpowied[źz]|odpowied[źz] automatyczna|poza biurem',
  'automatick[áa] odpov[ěe]ď|mimo kancel[áa][řr]|automatická odpoveď|neprítomnosť|nepřítomnost',
  'automatikus v[áa]lasz|házon kívül\\s*(?:[:：]|$)|r[ăa]spuns automat',
  // tr, el, ru, uk
  'otomatik (?:yan[ıi]t|cevap)|ofis d[ıi][şs][ıi]nda|αυτόματη απάντηση|εκτός γραφείου',
  'автоответ|автоматический ответ|вне офиса|автоматична відповідь|автовідповідь',
  // he, ar, fa, vi, id, ja, zh, ko
  'תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|خارج المكتب|پاسخ خودکار|trả lời tự động|balasan otomatis',
  '自動応答|自動返信|不在通知|自动回复|自動回覆|自动答复|自動回復|자동 ?(?:회신|응답|답장)|부재중 ?(?:알림|자동)?',
);

/** Subjects that only a mail server writes. */
export const bounceSubjects = startOf(
  'undelivered mail returned to sender|delivery status notification|mail (?:delivery )?(?:system|subsystem)\\b|mail delivery (?:failed|failure)|returned mail: see transcript|failure notice\\s*$|undeliverable mail\\b',
);

/**
 * Subjects of mail servers that a customer of a shop could write of a parcel, too ("Niet bezorgd: bestelling 4711"): they
 * count only if the text speaks of mail servers.
 */
export const undeliveredSubjects = startOf(
  'undeliver(?:able|ed)\\b|delivery (?:has )?fail(?:ed|ure)|returned mail|message not delivered|mail not delivered',
  'unzustellbar|nicht zustellbar|fehler bei der (?:nachrichten)?zustellung',
  'non remis|échec de (?:la )?(?:remise|livraison|distribution)|message non (?:distribué|remis)|retour de courrier',
  'no se puede entregar|no entregado|correo no entregado|error de entrega|n[ãa]o (?:foi|é) possível entregar|(?:mensagem )?n[ãa]o entregue|falha na entrega',
  'non recapitabile|impossibile recapitare|mancat[oa] (?:recapito|consegna)|onbestelbaar|niet (?:bezorgd|afgeleverd)',
  'kan inte lever\\p{L}+|ej levererat|olevererat|kunne ikke leveres|kan ikke leveres|ikke lever[et]+|toimittamat\\p{L}+|ei voitu toimittaa|toimitus epäonnistui',
  'niedostarcz\\p{L}+|nie można dostarczyć|nedoručiteln\\p{L}+|nedoručeno|nedoručiteľn\\p{L}+|kézbesíthetetlen|sikertelen kézbesítés|nelivrabil|teslim edilemedi|teslim edilemeyen',
  'недоставлен\\p{L}+|не доставлено|не уда(?:ется|лось) доставить|не вдалося доставити|δεν ήταν δυνατή η παράδοση|αδυναμία παράδοσης',
  '配信不能|配信できません|配信エラー|無法傳遞|无法传递|無法投遞|未送达|未送達|未传递|未傳遞|退信|系统退信|배달되지 않음|배달 실패|전송 실패|تعذر التسليم|تعذّر التسليم|לא ניתן למסירה|không gửi được',
);

/** What a mail server says, whatever its language: a status code, the name of its post office, a field of its report. */
export const serverSigns: readonly RegExp[] = [
  /(?<!\p{Nd})[45]\p{Nd}{2}[ -]#?[45]\.\p{Nd}{1,3}\.\p{Nd}{1,3}|(?<![\p{Nd}.])[45]\.[0-7]\.\p{Nd}{1,3}(?![\p{Nd}.])/u,
  /mailer-daemon|postmaster|(?:final|original)-recipient|diagnostic[- ]code|(?:remote|reporting)-mta|message-id:|\bSMTP\b|\bDNS\b|\bMX\b/iu,
  /550[ -]|554[ -]|(?:mailbox|inbox) (?:is )?(?:full|unavailable)|(?:user|recipient|address)(?:es)? (?:unknown|not found|rejected)|postfach (?:ist )?voll|quota exceeded/iu,
];

/** First lines of such a mail. */
export const bounceOpenings = startOf(
  'this is the mail system at host|this message was created automatically by mail delivery software|hi\\. this is the .{1,40} program at',
  "delivery has failed to these recipients|your message (?:to .{3,80} )?(?:wasn[’']t|could not be|couldn[’']t be|has not been) delivered to|address not found|message blocked|message not delivered",
  'diese nachricht wurde automatisch von der mail delivery software|fehler bei der nachrichtenzustellung|ihre nachricht (?:an .{3,80} )?konnte nicht (?:an .{3,80} )?zugestellt werden|die adresse wurde nicht gefunden',
  "échec de la remise pour ces destinataires|votre message n[’']a pas (?:pu être remis|été (?:remis|distribué)) à|adresse introuvable",
  'no se pudo entregar el mensaje|error en la entrega a estos destinatarios|su mensaje (?:a .{3,80} )?no (?:se ha podido|se pudo|ha podido) entregar|no se ha encontrado la dirección',
  'falha na entrega (?:a|para|destes|desses)|a (?:sua )?mensagem (?:para .{3,80} )?não (?:foi entregue|pôde ser entregue)|endereço não encontrado',
  'recapito non riuscito|impossibile recapitare il messaggio|il messaggio (?:a .{3,80} )?non è stato (?:recapitato|consegnato)|indirizzo non trovato',
  'uw bericht (?:aan .{3,80} )?(?:kan|kon) niet (?:worden )?(?:bezorgd|afgeleverd)|bezorging aan (?:deze|de volgende) geadresseerden is mislukt|adres niet gevonden',
  'det gick inte att leverera till|ditt meddelande (?:till .{3,80} )?(?:kunde inte levereras|har inte levererats)|(?:din besked|din meddelelse|meldingen) (?:til .{3,80} )?kunne ikke leveres|levering til disse modtagere|viestiä ei voitu toimittaa|viestisi toimitus',
  'nie można dostarczyć wiadomości do|dostarczenie do następujących adresatów|wiadomość (?:do .{3,80} )?nie została dostarczona|doručení (?:těmto příjemcům|následujícím)|zprávu (?:pro .{3,80} )?se nepodařilo doručit|az üzenet kézbesítése nem sikerült',
  'iletiniz (?:.{3,80} )?teslim edilemedi|bu alıcılara teslim|сообщение не доставлено|не удалось доставить (?:сообщение|письмо)|ваше (?:сообщение|письмо) (?:.{3,80} )?не (?:может быть|было) доставлено|ваш лист не (?:доставлено|вдалося)',
  '次の受信者または|メールを配信できませんでした|送信先のメールアドレス(?:が|は)見つかり|您的(?:邮件|郵件|消息)(?:无法|無法|未能)|無法傳遞給這些收件者|无法将邮件(?:传递|发送)|다음 받는 사람에게|메일을 (?:배달|전송)하지 못했|تعذر تسليم (?:رسالتك|الرسالة)|ההודעה (?:שלך )?(?:ל.{3,80} )?לא נמסרה',
);

/** First lines of notices that a mail has been delivered or read. */
export const deliveryNotices: readonly RegExp[] = [
  /^(?:this is (?:a|the) (?:return|delivery|read) receipt|your message\s+to:? [\s\S]{0,250}was (?:read|displayed|deleted|delivered)|your message was (?:read|delivered|successfully delivered to|displayed) (?:on|to)|delivery to these recipients or groups is complete|the following is (?:a|the) delivery receipt)/iu,
  /^(?:dies ist eine (?:empfangs|lese|zustell)bestätigung|ihre nachricht\s+an:? [\s\S]{0,250}wurde am .{1,60}(?:gelesen|gelöscht|zugestellt)|die übermittlung an (?:folgende|diese) empfänger)/iu,
  /^(?:ceci est un accusé de (?:réception|lecture)|votre message\s+(?:à|pour) ?:? [\s\S]{0,250}a été lu|remise à ces destinataires)/iu,
  /^(?:(?:este|esto) es un acuse de recibo|su mensaje\s+para:? [\s\S]{0,250}(?:fue|ha sido) leído|se ha completado la entrega a)/iu,
  /^(?:este é um (?:recibo|aviso) de (?:leitura|entrega)|a sua mensagem\s+para:? [\s\S]{0,250}foi lida|sua mensagem\s+para:? [\s\S]{0,250}foi lida)/iu,
  /^(?:questa è una (?:ricevuta|conferma) di (?:ritorno|lettura|recapito)|il messaggio\s+a:? [\s\S]{0,250}è stato letto)/iu,
  /^(?:dit is een (?:leesbevestiging|ontvangstbevestiging)|uw bericht\s+aan:? [\s\S]{0,250}is gelezen)/iu,
  /^(?:detta är ett läskvitto|ditt meddelande\s+till:? [\s\S]{0,250}lästes|dette er en (?:læse|lese|modtagelses)\p{L}*(?:kvittering|bekræftelse|bekreftelse)|(?:din meddelelse|meldingen)\s+til:? [\s\S]{0,250}(?:blev læst|ble lest)|tämä on (?:luku|vastaanotto)kuittaus|viestisi\s+vastaanottaja:? [\s\S]{0,250}luettiin)/iu,
  /^(?:to jest potwierdzenie (?:odczytu|odbioru|przeczytania)|(?:twoja )?wiadomość\s+do:? [\s\S]{0,250}została przeczytana|toto je potvrzení o (?:přečtení|doručení)|(?:vaše )?zpráva\s+komu:? [\s\S]{0,250}byla přečtena)/iu,
  /^(?:bu bir okundu bilgisi|iletiniz\s+kime:? [\s\S]{0,250}okundu|это (?:уведомление|подтверждение) о (?:прочтении|доставке|получении)|ваше сообщение\s+кому:? [\s\S]{0,250}(?:прочтено|прочитано))/iu,
  /^(?:これは.{0,30}(?:開封|受信)確認|(?:このメールは|次の宛先への).{0,40}開封(?:済み|され)|(?:这是|此为).{0,12}(?:已读|阅读|送达)回执|(?:這是|此為).{0,12}(?:讀取|已讀)回條|您的(?:邮件|郵件)[\s\S]{0,250}(?:已被阅读|已讀取)|(?:이|다음) 메(?:일|시지)은? .{0,30}(?:읽음|수신) 확인)/u,
];

/** First lines with which a program says that it is one. What is automatic must be the mail: shops sell automatic machines. */
export const automaticOpenings = startOf(
  '[^.!\\n]{0,40}\\bthis is an? (?:automatic|automated|auto-generated|automatically generated) (?:e-?mail|message|reply|response|answer|notification|confirmation|acknowledge?ment|out of office)|this (?:message|e-?mail) (?:was|is|has been) (?:automatically )?(?:generated|sent) automatically|this (?:message|e-?mail) (?:was|is|has been) automatically (?:generated|sent|created)|(?:please )?do not reply to this (?:e-?mail|message|address|automat)',
  '(?:[^.!\\n]{0,40}\\b)?dies ist ein(?:e)? automati\\p{L}+ (?:\\p{L}+ )?(?:nachricht|antwort|e-?mail|mail|benachrichtigung|mitteilung|bestätigung)|diese (?:nachricht|e-?mail|mail) (?:wurde|wird|ist) automatisch|bitte antworten sie nicht auf diese (?:nachricht|e-?mail|mail)',
  'ceci est (?:un(?:e)? )?(?:message|réponse|e-?mail|courriel|courrier) automatique|ce (?:message|courriel|mail|e-?mail) (?:a été|est) (?:généré|envoyé) automatiquement|(?:merci de|veuillez) ne pas répondre à (?:ce|cet)',
  'este es un (?:mensaje|correo)(?: electrónico)? autom[áa]tico|esta es una respuesta autom[áa]tica|este (?:mensaje|correo)(?: electrónico)? (?:se ha|ha sido|fue) (?:generado|enviado) autom|(?:por favor,? )?no responda a este (?:mensaje|correo)',
  'est[ae] é uma? (?:mensagem|resposta|e-?mail) (?:gerad[ao] )?autom[áa]tic|est[ae] (?:e-?mail|mensagem) foi (?:gerad[ao]|enviad[ao]) automaticamente|(?:por favor,? )?não responda a est[ae] (?:mensagem|e-?mail)',
  'quest[oa] è un[ao]? ?(?:messaggio|risposta|e-?mail|mail) automatic|(?:questo )?messaggio (?:è stato )?(?:generato|inviato) automaticamente|(?:si prega di )?non rispondere a questo messaggio',
  'dit is een automatisch(?:e)? (?:gegenereerd(?:e)? )?(?:bericht|antwoord|e-?mail|mail|reactie)|d(?:it bericht|eze e-?mail) (?:is|wordt) automatisch|(?:gelieve )?niet (?:te )?(?:be)?antwoorden op dit bericht',
  'det(?:ta|te) (?:är|er) (?:ett|en|et) automatisk\\p{L}* (?:svar|meddelande|mejl|e-?post|e-?mail|besked|meddelelse|melding|svarbesked)|denn[ae] (?:e-?post|e-?mail|mail|besked|melding)\\p{L}* (?:har|er|är|blev|ble) (?:skickats |sendt |genererats |genereret )?automatisk|tämä on automaattinen (?:viesti|vastaus|ilmoitus|sähköposti)|tämä viesti on (?:lähetetty|luotu) automaattisesti',
  'to (?:jest )?automatyczn\\p{L}+ (?:wiadomoś|odpowied|powiadomieni)|(?:ta |niniejsza )?wiadomość (?:została )?(?:wygenerowana|wysłana) automatycznie|t(?:oto|ato|áto|ento) (?:je |zpráva |správa |e-?mail )(?:byl[ao]? |bol[ao]? )?automatick\\p{L}+ (?:zpráv|správ|odpov|e-?mail|generov|vygener|odesl|odosl)|ez egy automatikus(?:an generált)? (?:üzenet|válasz|e-?mail|levél)|acesta este un (?:mesaj|e-?mail|răspuns) automat',
  'bu (?:otomatik (?:bir )?(?:mesaj|yanıt|e-?posta|ileti|cevap)|(?:mesaj|e-?posta|ileti) otomatik)|это автоматическ\\p{L}+ (?:сообщени|ответ|письмо|уведомлени|рассылк)|(?:данное|это) (?:сообщение|письмо) (?:создано|отправлено|сформировано) автоматически|(?:пожалуйста, )?не отвечайте на это (?:письмо|сообщение)|це автоматичн\\p{L}+ (?:повідомленн|відповід|лист)|αυτό είναι (?:ένα )?αυτόματο (?:μήνυμα|e-?mail)|αυτή είναι (?:μια )?αυτόματη απάντηση',
  '(?:この|本)メールは、?(?:システム(?:より|から))?自動(?:的に|送信|配信|返信|応答)|※?\\s?本メールは送信専用|此(?:邮件|郵件|信件|消息|信)(?:是|由|为|為)?(?:系统|系統)?自[动動](?:发送|發送|生成|产生|回复|回覆)|此[为為](?:系统|系統)?自[动動](?:发送|發送|回复|回覆|邮件|郵件)|(?:这是|這是)(?:一封)?(?:系统|系統)?自[动動](?:发送|發送|回复|回覆|生成|邮件|郵件|答复)|请勿(?:直接)?回复(?:此|本)邮件|請勿(?:直接)?回覆(?:此|本)郵件|(?:본|이) (?:메일|메시지|이메일)[은는] (?:시스템에서 )?자동',
  'هذ[اه] (?:رد تلقائي|رسالة (?:تلقائية|آلية)|بريد (?:تلقائي|آلي))|(?:يرجى|الرجاء) عدم الرد على هذ[اه]|זוהי (?:הודעה|תשובה) אוטומטית|אין להשיב (?:ל|על )(?:הודעה|מייל)|đây là (?:thư|tin nhắn|email) tự động|ini adalah (?:pesan|balasan|email) otomatis',
);

/** First lines of absence notices, as people word them for their program. */
export const absences: readonly RegExp[] = [
  /\bI(?: am|['’]m| will be) (?:currently |now )?(?:out of (?:the )?office|on (?:annual |parental |maternity |paternity |sick )?leave|away from (?:the office|my desk)|on (?:vacation|holiday)s?)/iu,
  /\bich bin (?:derzeit|zur ?zeit|momentan|aktuell|vom|bis|ab|erst|am)? ?.{0,60}(?:nicht im (?:büro|hause?)|abwesend|außer haus|im urlaub|nicht erreichbar)/iu,
  /\bje (?:suis|serai) (?:actuellement )?(?:absente?|en (?:congés?|vacances)|hors du bureau)/iu,
  /\b(?:estoy|estaré|me encuentro) (?:actualmente )?(?:fuera de la oficina|ausente|de vacaciones)/iu,
  /\b(?:estou|estarei|encontro-me) (?:atualmente |actualmente )?(?:fora do escritório|ausente|de férias)/iu,
  /\b(?:sono|sarò) (?:attualmente )?(?:fuori (?:ufficio|sede)|assente|in ferie)/iu,
  /\bik ben (?:momenteel |op dit moment |tot .{1,30} )?(?:afwezig|niet (?:aanwezig|op kantoor|bereikbaar)|met vakantie|op vakantie)/iu,
  /\bjag är (?:för närvarande )?(?:inte på kontoret|ledig|på semester|frånvarande)|\bjeg er (?:for tiden |i øjeblikket )?(?:ikke på kontoret|på ferie|fraværende|ute av kontoret)/iu,
  /\bolen (?:tällä hetkellä )?(?:poissa|lomalla)/iu,
  /(?:jestem|będę) (?:obecnie )?(?:poza biurem|nieobecn[ya]|na urlopie)|przebywam na urlopie/iu,
  /(?:jsem|budu) (?:momentálně )?(?:mimo kancelář|nepřítom|na dovolené)|som mimo kancelárie/iu,
  /nem vagyok az irodában|szabadságon vagyok|házon kívül vagyok/iu,
  /ofis(?:im)? dışındayım|izindeyim|tatildeyim/iu,
  /(?:меня нет|я нахожусь вне|нахожусь не) (?:в )?офис|я (?:сейчас )?в отпуске|нахожусь в отпуске|я у відпустці|перебуваю у відпустці/iu,
  /είμαι εκτός γραφείου|βρίσκομαι σε άδεια|אני (?:לא במשרד|נמצאת? מחוץ למשרד|בחופשה)|أنا (?:خارج المكتب|في إجازة)/iu,
  /不在にして(?:おり|い)ます|休暇(?:を(?:いただいて|頂いて)|中)|我(?:现在|目前)?(?:不在办公室|正在休假|在休假)|我(?:目前)?(?:不在辦公室|休假中|正在休假)|부재중입니다|휴가 ?중입니다/u,
];

/**
 * What else stands in an absence notice: thanks for a mail, when it will be read, whom to ask. Without one of these it may be
 * a customer who says when a parcel cannot be taken in.
 */
export const absencePromises = anywhere(
  'thank(?:s| you) for (?:your|the) (?:e-?mail|message|mail)|(?:will|shall) (?:not )?(?:be )?(?:answer|respond|reply|get back|return|read|check)\\p{L}*|(?:limited|no) access to|(?:urgent|immediate) (?:matter|case|assist|quest|request|issue|help)|(?:please|you (?:can|may)) (?:contact|reach|turn to|write to|e-?mail) ',
  'vielen dank für ihre (?:e-?mail|nachricht|mail)|danke für (?:ihre|deine) (?:e-?mail|nachricht|mail)|in dringenden|(?:werde|kann) .{0,60}(?:antworten|beantworten|bearbeiten|melden|lesen)|(?:e-?mails?|nachrichten?) (?:wird|werden) nicht (?:weitergeleitet|gelesen)|vertret\\p{L}+|wenden sie sich',
  "merci (?:de|pour) votre (?:message|e-?mail|courriel|mail)|(?:répondrai|reviendrai|traiterai)|en cas d['’]urgence|veuillez (?:contacter|vous adresser)|accès limité|vous pouvez contacter",
  'gracias por su (?:mensaje|correo)|(?:responderé|contestaré)|en caso de urgencia|(?:asunto|tema)s? urgente|acceso limitado|(?:puede|pueden) contactar|póngase en contacto',
  'obrigad[oa] (?:pela|por) (?:sua )?(?:mensagem|e-?mail)|(?:responderei|entrarei em contacto|entrarei em contato)|em caso de urgência|assuntos? urgentes?|acesso limitado|(?:contacte|contate|contactar)',
  'grazie per (?:la (?:sua|vostra|tua) (?:e-?mail|mail)|il (?:suo|vostro|tuo) messaggio)|(?:risponderò|rispondere al mio)|al mio (?:rientro|ritorno)|per (?:urgenze|questioni urgenti)|(?:contattare|rivolgersi)',
  'bedankt voor (?:uw|je) (?:e-?mail|bericht|mail)|(?:zal|kan) .{0,60}(?:beantwoorden|reageren|antwoorden)|bij (?:spoed|dringende)|voor dringende|contact op(?:nemen)? met',
  'tack för (?:ditt|din) (?:mejl|mail|meddelande|e-?post)|(?:svarar|återkommer)|vid brådskande|tak for din (?:mail|e-?mail|besked)|(?:svarer|vender tilbage|kommer tilbake)|takk for (?:din )?(?:e-?post|melding)|ved hastesager|(?:kontakt|kontakta) ',
  'kiitos (?:viestistäsi|sähköpostistasi)|(?:vastaan|palaan) |kiireellisi\\p{L}+|kiireisi\\p{L}+',
  'dziękuję za (?:wiadomość|e-?mail|mail)|(?:odpowiem|odpiszę)|w (?:pilnych )?sprawach pilnych|w pilnych|proszę o kontakt|kontaktować',
  'děkuji za (?:vaši )?(?:zprávu|e-?mail)|(?:odpovím|ozvu se)|v naléhavých|v urgentních|ďakujem za|odpoviem|kontaktujte|köszönöm (?:a )?(?:levelét|üzenetét)|válaszolok|sürgős',
  '(?:mesajınız|e-?postanız) için teşekkür|(?:yanıtlayacağım|cevaplayacağım|döneceğim)|acil (?:durum|konu)|iletişime geç',
  'спасибо за (?:ваше )?(?:письмо|сообщение)|(?:отвечу|вернусь)|по срочным|в срочных|обращайтесь|свяжитесь|дякую за|відповім|у термінових|звертайтеся',
  'ευχαριστώ για το (?:μήνυμα|e-?mail)|θα (?:απαντήσω|επικοινωνήσω)|για επείγον|תודה על (?:פנייתך|הודעתך|המייל)|אשיב|אחזור אליך|במקרה דחוף|לעניינים דחופים|شكرا على|شكرًا (?:على|لرسالتك)|سأرد|سوف أرد|في الحالات (?:العاجلة|الطارئة)|للأمور العاجلة',
  'メール.{0,12}ありがとう|ご連絡.{0,12}ありがとう|(?:返信|返答|回答|ご返事)(?:いたし|致し|し|を)|(?:お急ぎ|緊急)の|(?:谢谢|感谢|謝謝|感謝).{0,6}(?:来信|來信|邮件|郵件)|(?:会|會|将|將).{0,12}(?:回复|回覆|回復)|如有(?:急事|紧急|緊急)|(?:메일|연락).{0,8}감사|(?:회신|답변|답장)(?:드리|하겠)|급한|긴급',
);
