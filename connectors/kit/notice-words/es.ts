import type { NoticeWords } from './shape.ts';

export const spanish: NoticeWords = {
  notSent: 'No enviado al cliente.',
  failures: {
    'light-agent': 'Como agente light solo puede escribir notas internas. Pida a un compañero que lo envíe.',
    suspended: 'El autor de la nota está suspendido.',
    departed: 'El autor de la nota ya no es un agente activo.',
    'private-only': 'Su rol solo permite notas internas. Pida a un compañero que lo envíe.',
    'not-staff': 'El autor de la nota no es un agente.',
    'by-email': 'Los comandos que llegan por correo están desactivados. Escriba la nota en la herramienta.',
    'note-redacted': 'La nota se ocultó antes de que saliera la respuesta. Escríbala de nuevo.',
    empty: 'No hay texto después del comando.',
    'unresolved-placeholder':
      '{detail} está sin rellenar: el cliente lo leería tal cual. Ponga el texto mismo e inténtelo otra vez.',
    'language-unknown': 'No se conoce el idioma del cliente. Indíquelo: #translate:es …',
    'unsupported-language': 'No hay traducción a este idioma: {detail}.',
    'numbers-damaged':
      'La traducción cambió un número, un enlace u otra parte protegida. Escriba frases más cortas o marque lo que debe quedar: ***esto***.',
    'translation-unavailable':
      'El servicio de traducción no respondió. Inténtelo otra vez o responda en el idioma del cliente.',
    'not-sent-in-time':
      'La herramienta no lo aceptó a tiempo. Compruebe si la respuesta está en el ticket antes de enviarla otra vez.',
    'refused-by-helpdesk': 'La herramienta lo rechazó.',
    'ticket-closed': 'El ticket está cerrado.',
    'replies-off': 'Las respuestas están desactivadas para esta cuenta (mode).',
    'no-preview': 'No hay ninguna vista previa que enviar. Escriba primero #preview y el texto.',
    'file-unavailable': 'No se pudo leer un archivo de la nota. Adjúntelo otra vez.',
    'nothing-to-retry': 'Todavía no hay ningún mensaje del cliente.',
    'chat-locked': 'El chat está lleno o bloqueado y no admite más mensajes. Responda por otra vía.',
    'chat-not-configured':
      'Las respuestas en chats no están configuradas: un administrador debe guardar la clave de Sunshine Conversations. Escriba usted mismo en el chat.',
    'chat-unknown':
      'No se sabe, o ya no se sabe, en qué chat está el cliente. Escriba usted mismo en el chat o espere su próximo mensaje.',
    'chat-unsupported':
      'Desde aquí no se puede responder en este tipo de chat. Escriba usted mismo en el chat.',
    'no-address':
      'No se conoce ninguna dirección del cliente a la que enviar la respuesta. Responda por otra vía.',
    'no-sender':
      'No está configurada la dirección desde la que salen las respuestas: un administrador debe indicarla. Responda por otra vía.',
    'too-many-recipients':
      'Hay más personas en copia de las que la herramienta admite en un envío. Responda por otra vía y a menos personas.',
  },
  notUnderstood: {
    'near-miss': '#{word} no es un comando. ¿Quiso decir {meant}? #help los muestra todos.',
    'unknown-language':
      '«{word}» no es un idioma que se pueda traducir. Use un código (es, pt-BR) o un nombre: {meant}:es …',
    'bad-count': '«{word}» no es un número del 1 al 50: {meant} 10',
    empty: '{meant} necesita un idioma: {meant} es',
  },
  publicSlip:
    'Este comentario era público: el cliente ha leído «{word}» tal cual. Los comandos van en una nota interna.',
  previewIn: 'El cliente leería ({language}):',
  translatedBack: 'Traducido de vuelta:',
  noBackTranslation: 'La traducción de vuelta no está disponible.',
  noFormality: 'Idioma sin ajuste de tono formal o informal: {language}.',
  howToSend: '#send envía exactamente esto.',
  noHistory: 'No hay mensajes del cliente.',
  help: {
    '#translate …':
      'envía el resto al cliente en su idioma, en nombre de usted, con los archivos de la nota; #t para abreviar, #translate:it para otro idioma',
    '#preview …': 'muestra lo que leería el cliente y lo mismo traducido de vuelta',
    '#send': 'envía la última vista previa exactamente como está',
    '#lang pt': 'corrige el idioma del cliente y lee otra vez su último mensaje',
    '#pause / #resume': 'detiene y reanuda las notas de traducción de esta conversación',
    '#retry': 'procesa otra vez el último mensaje del cliente',
    '#history 10': 'los últimos diez mensajes del cliente en una nota',
    '#help': 'esta tabla',
  },
};
