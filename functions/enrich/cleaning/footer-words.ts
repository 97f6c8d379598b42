const device =
  '(?:iPhone|iPad|Android|Galaxy|Samsung|Huawei|Xiaomi|Windows|BlackBerry|Outlook|Yahoo|Mail|Proton|Gmail|GMX)';

/** The last line that phones and mail programs add. Whole lines only: a customer's sentence with "sent from" stays. */
export const mobileFooters: readonly RegExp[] = [
  new RegExp(`^Sent (?:from|with|via) .{0,30}${device}.{0,30}$`, 'iu'),
  /^(?:Get|Download) Outlook for (?:iOS|Android)\b.{0,60}$/iu,
  new RegExp(`^(?:Gesendet (?:von|mit)|Von) .{0,30}${device}.{0,40}(?:gesendet)?\\.?$`, 'iu'),
  /^(?:Holen Sie sich|Laden Sie) Outlook für .{0,60}$/iu,
  new RegExp(`^Envoyé (?:de|depuis|à partir de) .{0,30}${device}.{0,30}$`, 'iu'),
  /^(?:Obtenir|Télécharger) Outlook pour .{0,60}$/iu,
  new RegExp(`^Enviado (?:desde|do|de|pelo|a partir do|con) .{0,30}${device}.{0,30}$`, 'iu'),
  /^(?:Obtener|Obter|Baixar) (?:o )?Outlook para .{0,60}$/iu,
  new RegExp(`^Inviato (?:da|dal|con) .{0,30}${device}.{0,30}$`, 'iu'),
  /^(?:Ottieni|Scarica) Outlook per .{0,60}$/iu,
  new RegExp(`^(?:Verzonden|Verstuurd) (?:vanaf|met|via) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^(?:Skickat från|Sendt fra) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^Lähetetty .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^Wysłan[eo] (?:z|ze) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^(?:Odesláno|Odoslané) (?:z|zo) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^.{0,20}${device}.{0,30}(?:küldve|gönderildi)\\.?$`, 'iu'),
  new RegExp(`^Отправлено (?:с|из|со) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^Надіслано (?:з|із) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^(?:Εστάλη|Στάλθηκε) από .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^${device}から送信$`, 'iu'),
  new RegExp(`^(?:发自|發自|從|从)我的\\s?${device}.{0,20}$`, 'iu'),
  new RegExp(`^(?:나의|내)\\s?${device}에서 보냄$`, 'iu'),
  new RegExp(`^(?:أرسلت من|أُرسلت من|تم الإرسال من) .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^נשלח מ.{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^Gửi từ .{0,30}${device}.{0,30}$`, 'iu'),
  new RegExp(`^Dikirim dari .{0,30}${device}.{0,30}$`, 'iu'),
];

/** Per language: a paragraph with all of these signs is a legal notice. */
export const disclaimerSigns: readonly (readonly RegExp[])[] = [
  [
    /confidential|privileged/i,
    /intended (?:only |solely )?for|intended recipient|received this .{0,30}in error|delete/i,
  ],
  [/vertraulich|rechtlich geschützt/i, /bestimmt|irrtümlich|vernichten|löschen|Adressat|Empfänger/i],
  [/confidentiel/i, /destinataire|destiné|par erreur|détruire|supprimer/i],
  [/confidencial/i, /destinatario|destinatário|por error|por erro|por engano|eliminar|apagar|borr/i],
  [/riservat|confidenzial/i, /destinatari|per errore|cancellar|distrugger/i],
  [/vertrouwelijk/i, /bestemd|geadresseerde|per vergissing|abusievelijk|verwijder/i],
  [/konfidentiel|konfidensiel|fortrolig/i, /mottagar|modtager|mottaker|avsedd|radera|slet/i],
  [/luottamuksel/i, /vastaanottaj|tarkoitettu|poista/i],
  [/poufn/i, /adresat|przeznaczon|omyłk|usun/i],
  [/důvěrn|dôvern/i, /určen|příjemc|adresát|omyl|smaž|vymaž/i],
  [/bizalmas/i, /címzett|tévedés|törö?l/i],
  [/gizli/i, /alıcı|yanlışlıkla|siliniz|imha/i],
  [/конфиденциальн/i, /предназначен|получател|адресат|по ошибке|удалит/i],
  [/конфіденційн/i, /призначен|одержувач|адресат|помилково|видал/i],
  [/機密/, /宛先|受信者|誤って|削除|破棄/],
  [/机密|保密|機密/, /收件人|误收|誤收|删除|刪除/],
  [/기밀/, /수신인|수신자|잘못|삭제/],
];
