/**
 * Labels of the lines of a mail header that programs put above what they quote or forward, by what the line says. A
 * header is only believed if it names a sender and a subject.
 */
export const fromLabels: readonly string[] = [
  ...['From', 'Von', 'De', 'Da', 'Van', 'Från', 'Fra', 'Lähettäjä', 'Od', 'Feladó', 'Kimden', 'Gönderen'],
  ...[
    'От',
    'От кого',
    'Від',
    'Від кого',
    'Από',
    'De la',
    'Šalje',
    'מאת',
    'من',
    'فرستنده',
    'Từ',
    'Dari',
    'จาก',
  ],
  ...['发件人', '發件人', '寄件者', '寄件人', '差出人', '送信者', '보낸 사람', '보낸사람', '발신자'],
];

export const subjectLabels: readonly string[] = [
  ...[
    'Subject',
    'Betreff',
    'Objet',
    'Sujet',
    'Asunto',
    'Assunto',
    'Oggetto',
    'Onderwerp',
    'Ämne',
    'Emne',
    'Aihe',
  ],
  ...['Temat', 'Předmět', 'Predmet', 'Věc', 'Tárgy', 'Konu', 'Тема', 'Θέμα', 'Subiect', 'Naslov', 'Tiêu đề'],
  ...['נושא', 'الموضوع', 'موضوع', 'Chủ đề', 'Subjek', 'Perihal', 'เรื่อง', 'หัวเรื่อง'],
  ...['主题', '主題', '主旨', '件名', '제목'],
];

/** Sent, date, to, copy, reply-to. */
export const otherLabels: readonly string[] = [
  ...['Sent', 'Date', 'To', 'Cc', 'Bcc', 'Reply-To', 'Importance'],
  ...['Gesendet', 'Datum', 'An', 'Kopie', 'Antwort an', 'Wichtigkeit'],
  ...['Envoyé', 'Envoyé le', 'À', 'A', 'Répondre à', 'Copie à'],
  ...['Enviado', 'Enviado el', 'Fecha', 'Para', 'Responder a', 'CC'],
  ...['Inviato', 'Data', 'Rispondi a'],
  ...['Enviada', 'Enviada em', 'Enviado em', 'Data de envio'],
  ...['Verzonden', 'Aan', 'Antwoord aan'],
  ...['Skickat', 'Skickat den', 'Till', 'Kopia', 'Svar till'],
  ...['Sendt', 'Til', 'Dato', 'Kopi', 'Svar til'],
  ...['Lähetetty', 'Vastaanottaja', 'Päiväys', 'Päivämäärä', 'Kopio'],
  ...['Wysłano', 'Wysłane', 'Do', 'DW', 'Data wysłania'],
  ...['Odesláno', 'Komu', 'Kopie', 'Odoslané', 'Dátum', 'Kópia'],
  ...['Elküldve', 'Címzett', 'Másolatot kap'],
  ...['Gönderildi', 'Gönderme tarihi', 'Kime', 'Alıcı', 'Tarih', 'Bilgi'],
  ...['Отправлено', 'Дата', 'Кому', 'Копия', 'Надіслано', 'Копія'],
  ...['Εστάλη', 'Στάλθηκε', 'Προς', 'Ημερομηνία', 'Κοιν', 'Trimis', 'Către', 'Poslano', 'Prima'],
  ...['נשלח', 'תאריך', 'אל', 'עותק', 'تاريخ', 'التاريخ', 'تم الإرسال', 'إلى', 'نسخة', 'تاریخ', 'به'],
  ...['Ngày', 'Gửi', 'Đến', 'Tới', 'Tanggal', 'Dikirim', 'Kepada', 'ถึง', 'วันที่', 'ส่ง'],
  ...['发送时间', '发送日期', '時間', '时间', '日期', '收件人', '抄送', '抄送人', '回复'],
  ...['寄件日期', '傳送時間', '收件者', '副本'],
  ...['送信日時', '送信日', '日時', '日付', '宛先', 'CC', '返信先'],
  ...['보낸 날짜', '보낸날짜', '날짜', '받는 사람', '받는사람', '참조'],
];
