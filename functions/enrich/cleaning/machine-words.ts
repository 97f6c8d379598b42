const startOf = (...starts: readonly string[]): readonly RegExp[] =>
  starts.map((start) => new RegExp(`^(?:${start})`, 'iu'));

/** How programs begin the subject of a mail they answer with while somebody is away. */
export const replySubjects = startOf(
  // en, de, fr
  '(?:automatic|auto)[- ]?(?:reply|response)\\b|autoreply\\b|out of (?:the )?office\\b|auto:\\s',
  'automatische (?:antwort|e-mail-antwort)|abwesenheits(?:notiz|nachricht|meldung|assistent)|autom\\. antwort',
  "r[ée]ponse automatique|message d[’']absence|absence du bureau|notification d[’']absence",
  // es, pt, it
  'respuesta autom[áa]tica|fuera de (?:la )?oficina|mensaje de ausencia',
  'resposta autom[áa]tica|fora do escrit[óo]rio|aus[êe]ncia do escrit[óo]rio|mensagem de aus[êe]ncia',
  'risposta automatica|fuori (?:sede|ufficio)|messaggio di assenza',
  // nl, sv, da, no, fi
  'automatisch antwoord|afwezigheids(?:bericht|melding)|afwezig\\b',
  'autosvar|automatiskt? svar|frånvaro(?:meddelande)?\\b|fraværs(?:besked|meddelelse|melding)|ikke til stede',
  'automaattinen vastaus|poissaolo(?:ilmoitus|viesti)',
  // pl, cs, sk, hu, ro
  'automatyczna odpowied[źz]|autoodpowied[źz]|odpowied[źz] automatyczna|poza biurem',
  'automatick[áa] odpov[ěe]ď|mimo kancel[áa][řr]|automatická odpoveď|neprítomnosť',
  'automatikus v[áa]lasz|r[ăa]spuns automat',
  // tr, el, ru, uk
  'otomatik yan[ıi]t|ofis d[ıi][şs][ıi]nda|αυτόματη απάντηση|εκτός γραφείου',
  'автоответ|автоматический ответ|автоматична відповідь|автовідповідь',
  // he, ar, ja, zh, ko
  'תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|خارج المكتب',
  '自動応答|自動返信|不在通知|自动回复|自動回覆|自动答复|자동 ?(?:회신|응답|답장)|부재중 ?(?:알림|자동)?',
);

/** How mail servers begin the subject of a mail that says another could not be delivered. */
export const bounceSubjects = startOf(
  'undeliver(?:able|ed)\\b|delivery status notification|mail delivery (?:failed|failure|subsystem)|delivery (?:has )?failed|returned mail|failure notice',
  'unzustellbar|nicht zustellbar|non remis|échec de la (?:remise|livraison)|message non distribué',
  'no se puede entregar|correo no entregado|n[ãa]o foi possível entregar|mensagem não entregue|non recapitabile|impossibile recapitare',
  'onbestelbaar|niet bezorgd|kan inte leverera|kunne ikke leveres|ikke leveret|toimittamaton|ei voitu toimittaa',
  'niedostarczone|nie można dostarczyć|nedoručiteln|nedoručiteľn|kézbesíthetetlen|teslim edilemedi',
  'недоставленное|не доставлено|не вдалося доставити|δεν ήταν δυνατή η παράδοση',
  '配信不能|配信できません|無法傳遞|无法传递|未送达|未传递|배달되지 않음|배달 실패|تعذر التسليم|לא ניתן למסירה',
);

/** First lines of such a mail. */
export const bounceOpenings = startOf(
  'this is the mail system at host|this message was created automatically by mail delivery software|hi\\. this is the .{1,40} program at',
  "delivery has failed to these recipients|your message (?:wasn[’']t|could not be) delivered|address not found",
  'diese nachricht wurde automatisch von der mail delivery software|fehler bei der nachrichtenzustellung',
  'échec de la remise pour ces destinataires|no se pudo entregar el mensaje|falha na entrega',
);

/** First lines with which a program says that it is one. */
export const automaticOpenings = startOf(
  '[^.!\\n]{0,40}\\bthis is an? (?:automatic|automated|auto-generated)|this (?:message|e-?mail) (?:was|is|has been) (?:automatically )?(?:generated|sent) automatically|(?:please )?do not reply to this',
  'dies(?:e|es|er)? (?:ist eine automati|(?:nachricht|e-?mail|mail) wurde automatisch)|bitte antworten sie nicht auf diese',
  'ceci est (?:un(?:e)? )?(?:message|réponse|e-?mail) automatique|ce message (?:a été|est) (?:généré|envoyé) automatiquement',
  'este es un (?:mensaje|correo) autom[áa]tico|esta es una respuesta autom[áa]tica|este mensaje (?:se ha|ha sido|fue) generado autom',
  'esta (?:é uma|e-?mail|mensagem) (?:foi |mensagem |resposta )?(?:gerada )?automátic|este é um e-?mail automático',
  'questo è un messaggio automatico|questa è una risposta automatica|messaggio generato automaticamente',
  'dit is een automatisch|deze e-?mail is automatisch|detta är ett automatiskt|dette er (?:en|et) automatisk|tämä on automaattinen',
  'to jest automatyczn|wiadomość wygenerowana automatycznie|toto je automatick|ez egy automatikus|acesta este un mesaj automat',
  'bu otomatik (?:bir )?|это автоматическ|данное сообщение (?:создано|отправлено) автоматически|це автоматичн|αυτό είναι (?:ένα )?αυτόματο',
  'このメールは自動|本メールは(?:、)?(?:システムより)?自動|此(?:邮件|郵件|信|为|為)?(?:是|由)?(?:系统|系統)?自动|这是一封自动|這是(?:一封)?自動|(?:본|이) (?:메일|메시지)[은는] 자동',
  'هذا رد تلقائي|هذه رسالة (?:تلقائية|آلية)|זוהי (?:הודעה|תשובה) אוטומטית',
);

/** First lines of absence notices, as people word them for their program. */
export const absences: readonly RegExp[] = [
  /\bI(?: am|['’]m| will be) (?:currently )?(?:out of (?:the )?office|on (?:annual |parental |sick )?leave|away from (?:the office|my desk)|on vacation)/iu,
  /\bich bin (?:derzeit|zur ?zeit|momentan|aktuell|vom|bis|ab|erst|am)? ?.{0,60}(?:nicht im (?:büro|hause?)|abwesend|außer haus|im urlaub|nicht erreichbar)/iu,
  /\bje (?:suis|serai) (?:actuellement )?(?:absente?|en congés?|hors du bureau)/iu,
  /\b(?:estoy|estaré|me encuentro) (?:actualmente )?(?:fuera de la oficina|ausente|de vacaciones)/iu,
  /\b(?:estou|estarei|encontro-me) (?:atualmente |actualmente )?(?:fora do escritório|ausente|de férias)/iu,
  /\b(?:sono|sarò) (?:attualmente )?(?:fuori (?:ufficio|sede)|assente|in ferie)/iu,
  /\bik ben (?:momenteel |op dit moment )?(?:afwezig|niet (?:aanwezig|op kantoor|bereikbaar)|met vakantie|op vakantie)/iu,
  /\bjag är (?:för närvarande )?(?:inte på kontoret|ledig|på semester|frånvarande)|\bjeg er (?:for tiden |i øjeblikket )?(?:ikke på kontoret|på ferie|fraværende|ute av kontoret)/iu,
  /\bolen (?:tällä hetkellä )?(?:poissa|lomalla)/iu,
  /(?:jestem|będę) (?:obecnie )?(?:poza biurem|nieobecn[ya]|na urlopie)|przebywam na urlopie/iu,
  /(?:jsem|budu) (?:momentálně )?(?:mimo kancelář|nepřítom|na dovolené)|som mimo kancelárie/iu,
  /nem vagyok az irodában|szabadságon vagyok|házon kívül vagyok/iu,
  /ofis dışındayım|izindeyim|tatildeyim/iu,
  /(?:меня нет|я нахожусь вне|нахожусь не) (?:в )?офис|я (?:сейчас )?в отпуске|нахожусь в отпуске|я у відпустці|перебуваю у відпустці/iu,
  /είμαι εκτός γραφείου|βρίσκομαι σε άδεια|אני (?:לא במשרד|נמצא מחוץ למשרד|בחופשה)|أنا (?:خارج المكتب|في إجازة)/iu,
  /不在にして(?:おり|い)ます|休暇(?:を(?:いただいて|頂いて)|中)|我(?:现在|目前)?(?:不在办公室|正在休假)|我(?:目前)?(?:不在辦公室|休假中)|부재중입니다|휴가 ?중입니다/u,
];
