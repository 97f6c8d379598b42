import type { NoticeWords } from './shape.ts';

export const polish: NoticeWords = {
  notSent: 'Nie wysłano do klienta.',
  failures: {
    'light-agent':
      'Jako light agent możesz pisać tylko notatki wewnętrzne. Poproś kogoś z zespołu o wysłanie.',
    suspended: 'Autor notatki jest zawieszony.',
    departed: 'Autor notatki nie jest już aktywnym agentem.',
    'private-only': 'Twoja rola pozwala tylko na notatki wewnętrzne. Poproś kogoś z zespołu o wysłanie.',
    'not-staff': 'Autor notatki nie jest agentem.',
    'by-email': 'Polecenia przychodzące e-mailem są wyłączone. Napisz notatkę w helpdesku.',
    'note-redacted': 'Treść notatki ukryto, zanim wysłano odpowiedź. Napisz ją od nowa.',
    empty: 'Po poleceniu nie ma tekstu.',
    'unresolved-placeholder':
      '{detail} nie jest wypełnione: klient przeczytałby to w tej postaci. Wstaw sam tekst i spróbuj ponownie.',
    'language-unknown': 'Język klienta nie jest znany. Podaj go: #translate:es …',
    'unsupported-language': 'Nie ma tłumaczenia na ten język: {detail}.',
    'numbers-damaged':
      'Tłumaczenie zmieniło liczbę, link lub inną chronioną część. Napisz krótsze zdania albo oznacz to, co ma zostać: ***to***.',
    'translation-unavailable':
      'Usługa tłumaczenia nie odpowiedziała. Spróbuj ponownie albo odpowiedz w języku klienta.',
    'not-sent-in-time':
      'Helpdesk nie przyjął odpowiedzi na czas. Zanim wyślesz ją ponownie, sprawdź, czy nie ma jej w zgłoszeniu.',
    'refused-by-helpdesk': 'Helpdesk odrzucił odpowiedź.',
    'ticket-closed': 'Zgłoszenie jest zamknięte.',
    'replies-off': 'Odpowiedzi są dla tego konta wyłączone (mode).',
    'no-preview': 'Nie ma podglądu do wysłania. Najpierw napisz #preview i tekst.',
    'file-unavailable': 'Nie udało się odczytać pliku z notatki. Dołącz go ponownie.',
    'nothing-to-retry': 'Nie ma jeszcze wiadomości od klienta.',
    'chat-locked':
      'Czat jest pełny lub zablokowany i nie przyjmuje więcej wiadomości. Odpowiedz w inny sposób.',
    'chat-not-configured':
      'Odpowiedzi na czatach nie są skonfigurowane: administrator musi zapisać klucz Sunshine Conversations. Napisz na czacie bezpośrednio.',
    'chat-unknown':
      'Nie wiadomo lub już nie wiadomo, na którym czacie jest klient. Napisz na czacie bezpośrednio albo poczekaj na następną wiadomość.',
    'chat-unsupported':
      'Na tego rodzaju czat nie można stąd wysłać odpowiedzi. Napisz na czacie bezpośrednio.',
    'no-address':
      'Nie jest znany żaden adres klienta, na który można wysłać odpowiedź. Odpowiedz w inny sposób.',
    'no-sender':
      'Nie ustawiono adresu, z którego wychodzą odpowiedzi: musi go podać administrator. Odpowiedz w inny sposób.',
    'too-many-recipients':
      'W kopii jest więcej osób, niż helpdesk przyjmuje w jednej wiadomości. Odpowiedz w inny sposób, mniejszej liczbie osób.',
  },
  notUnderstood: {
    'near-miss': '#{word} nie jest poleceniem. Chodziło o {meant}? #help pokazuje wszystkie.',
    'unknown-language':
      '„{word}” nie jest językiem, który można tłumaczyć. Użyj kodu (es, pt-BR) lub nazwy: {meant}:es …',
    'bad-count': '„{word}” nie jest liczbą od 1 do 50: {meant} 10',
    empty: '{meant} wymaga języka: {meant} es',
  },
  publicSlip:
    'Ten komentarz był publiczny: klient przeczytał „{word}” w tej postaci. Polecenia należą do notatki wewnętrznej.',
  previewIn: 'Klient przeczytałby ({language}):',
  translatedBack: 'Tłumaczenie zwrotne:',
  noBackTranslation: 'Tłumaczenie zwrotne jest niedostępne.',
  noFormality: 'Język bez ustawienia tonu formalnego lub nieformalnego: {language}.',
  howToSend: '#send wysyła dokładnie to.',
  noHistory: 'Nie ma wiadomości od klienta.',
  help: {
    '#translate …':
      'wysyła resztę do klienta w jego języku, w Twoim imieniu, z plikami notatki; w skrócie #t, #translate:it dla innego języka',
    '#preview …': 'pokazuje, co przeczytałby klient, wraz z tłumaczeniem zwrotnym',
    '#send': 'wysyła ostatni podgląd dokładnie w tej postaci',
    '#lang pt': 'poprawia język klienta i czyta ponownie jego ostatnią wiadomość',
    '#pause / #resume': 'wstrzymuje i wznawia notatki z tłumaczeniem w tej rozmowie',
    '#retry': 'przetwarza ponownie ostatnią wiadomość klienta',
    '#history 10': 'ostatnie dziesięć wiadomości klienta w jednej notatce',
    '#help': 'ta tabela',
  },
};
