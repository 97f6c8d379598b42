import type { NoticeWords } from './shape.ts';

export const turkish: NoticeWords = {
  notSent: 'Müşteriye gönderilmedi.',
  failures: {
    'light-agent':
      'Hafif temsilci olarak yalnızca dahili not yazabilirsiniz. Göndermesini bir iş arkadaşınızdan isteyin.',
    suspended: 'Notun yazarı askıya alınmış.',
    departed: 'Notun yazarı artık etkin bir temsilci değil.',
    'private-only':
      'Rolünüz yalnızca dahili notlara izin veriyor. Göndermesini bir iş arkadaşınızdan isteyin.',
    'not-staff': 'Notun yazarı bir temsilci değil.',
    'by-email': 'E-postayla gelen komutlar kapalı. Notu destek aracının içinde yazın.',
    'note-redacted': 'Yanıt gönderilmeden önce not karartıldı. Yeniden yazın.',
    empty: 'Komuttan sonra metin yok.',
    'unresolved-placeholder':
      '{detail} doldurulmamış: müşteri bunu olduğu gibi okurdu. Metnin kendisini yazıp yeniden deneyin.',
    'language-unknown': 'Müşterinin dili bilinmiyor. Belirtin: #translate:es …',
    'unsupported-language': 'Bu dile çeviri yok: {detail}.',
    'numbers-damaged':
      'Çeviri bir sayıyı, bağlantıyı veya korunan başka bir bölümü değiştirdi. Daha kısa cümleler yazın veya kalması gerekeni işaretleyin: ***bunu***.',
    'translation-unavailable':
      'Çeviri hizmeti yanıt vermedi. Yeniden deneyin veya müşterinin dilinde yanıtlayın.',
    'not-sent-in-time':
      'Destek aracı yanıtı zamanında kabul etmedi. Yeniden göndermeden önce talepte olup olmadığına bakın.',
    'refused-by-helpdesk': 'Destek aracı yanıtı reddetti.',
    'ticket-closed': 'Talep kapalı.',
    'replies-off': 'Bu hesap için yanıtlar kapalı (mode).',
    'no-preview': 'Gönderilecek önizleme yok. Önce #preview ve metni yazın.',
    'file-unavailable': 'Nottaki bir dosya okunamadı. Yeniden ekleyin.',
    'nothing-to-retry': 'Henüz müşteri mesajı yok.',
    'chat-locked': 'Sohbet dolu veya kilitli, başka mesaj kabul etmiyor. Başka bir yoldan yanıtlayın.',
    'chat-not-configured':
      'Sohbetlere yanıt ayarlanmamış: bir yöneticinin Sunshine Conversations anahtarını kaydetmesi gerekiyor. Sohbete kendiniz yazın.',
    'chat-unknown':
      'Müşterinin hangi sohbette olduğu bilinmiyor veya artık bilinmiyor. Sohbete kendiniz yazın veya sonraki mesajı bekleyin.',
    'chat-unsupported': 'Bu tür bir sohbete buradan yanıt gönderilemez. Sohbete kendiniz yazın.',
    'no-address': 'Müşterinin yanıtın gönderilebileceği bir adresi bilinmiyor. Başka bir yoldan yanıtlayın.',
    'no-sender':
      'Yanıtların hangi adresten gönderileceği ayarlanmamış: bir yöneticinin belirtmesi gerekir. Başka bir yoldan yanıtlayın.',
    'too-many-recipients':
      'Bilgi bölümünde destek aracının tek seferde gönderebileceğinden fazla kişi var. Başka bir yoldan, daha az kişiye yanıt verin.',
  },
  notUnderstood: {
    'near-miss': '#{word} bir komut değil. {meant} mi demek istediniz? #help hepsini gösterir.',
    'unknown-language':
      '“{word}” çevrilebilecek bir dil değil. Bir kod (es, pt-BR) veya ad kullanın: {meant}:es …',
    'bad-count': '“{word}” 1 ile 50 arasında bir sayı değil: {meant} 10',
    empty: '{meant} için bir dil gerekli: {meant} es',
  },
  publicSlip:
    'Bu yorum herkese açıktı: müşteri “{word}” ifadesini olduğu gibi okudu. Komutlar dahili nota yazılır.',
  previewIn: 'Müşteri şunu okurdu ({language}):',
  translatedBack: 'Geri çeviri:',
  noBackTranslation: 'Geri çeviri kullanılamıyor.',
  noFormality: 'Resmî veya samimi üslup ayarı olmayan dil: {language}.',
  howToSend: '#send tam olarak bunu gönderir.',
  noHistory: 'Müşteri mesajı yok.',
  help: {
    '#translate …':
      'gerisini müşteriye onun dilinde, sizin adınıza, notun dosyalarıyla gönderir; kısaca #t, başka bir dil için #translate:it',
    '#preview …': 'müşterinin ne okuyacağını ve bunun geri çevirisini gösterir',
    '#send': 'son önizlemeyi tam olarak olduğu gibi gönderir',
    '#lang pt': 'müşterinin dilini düzeltir ve son mesajını yeniden okur',
    '#pause / #resume': 'bu konuşmanın çeviri notlarını durdurur ve başlatır',
    '#retry': 'müşterinin son mesajını yeniden işler',
    '#history 10': 'müşterinin son on mesajı tek bir notta',
    '#help': 'bu tablo',
  },
};
