/**
 * The languages that the drop-down offers, in our tags: all that Amazon Translate knows, the regions that people mean when
 * they correct one, and `und`. A test holds it against what the functions can say.
 */
export const offeredLanguages: readonly string[] = (
  'af sq am ar hy az bn bs bg ca zh-Hans zh-Hant hr cs da fa-AF nl en et fa fil fi fr fr-CA ka de el gu ht ha he hi hu is ' +
  'id ga it ja kn kk ko lv lt mk ms ml mt mr mn nb ps pl pt pt-BR pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ur ' +
  'uz vi cy und'
).split(' ');
