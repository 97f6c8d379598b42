import { describe, expect, it } from 'vitest';
import { machineKindOf } from '../../../../../functions/enrich/cleaning/machine.ts';

const kindOf = (subject: string | null, text: string) => machineKindOf({ flagged: null, subject, text });

describe('Machine-made mail', () => {
  it.each([
    ['Automatic reply: Your order'],
    ['Out of Office: back on Monday'],
    ['Automatische Antwort: Ihre Bestellung'],
    ['Abwesenheitsnotiz'],
    ['Réponse automatique : commande'],
    ['Respuesta automática: pedido'],
    ['Resposta automática: pedido'],
    ['Risposta automatica: ordine'],
    ['Automatisch antwoord: bestelling'],
    ['Autosvar: Din order'],
    ['Automaattinen vastaus: tilaus'],
    ['Automatyczna odpowiedź: zamówienie'],
    ['Automatická odpověď: objednávka'],
    ['Automatikus válasz: rendelés'],
    ['Otomatik Yanıt: sipariş'],
    ['Автоответ: заказ'],
    ['自動応答: 注文'],
    ['自动回复: 订单'],
    ['자동 회신: 주문'],
    ['رد تلقائي: الطلب'],
  ])('is known by the subject "%s"', (subject) => {
    expect(kindOf(subject, 'Hola')).toBe('out-of-office');
  });

  it.each([
    ['Undelivered Mail Returned to Sender'],
    ['Delivery Status Notification (Failure)'],
    ['Unzustellbar: Ihre Bestellung'],
    ['Non remis : commande'],
    ['No se puede entregar: pedido'],
  ])('a bounce is known by the subject "%s"', (subject) => {
    expect(kindOf(subject, 'x')).toBe('bounce');
  });

  it.each([
    ['I am out of the office until Monday and will answer then.'],
    ['Ich bin derzeit nicht im Büro.'],
    ['Je suis actuellement absente du bureau.'],
    ['Estoy fuera de la oficina hasta el lunes.'],
    ['Estarei ausente até segunda-feira.'],
    ['Sono fuori ufficio fino a lunedì.'],
    ['Ik ben momenteel afwezig.'],
    ['Jag är inte på kontoret idag.'],
    ['Olen lomalla maanantaihin asti.'],
    ['Obecnie jestem poza biurem.'],
    ['Şu anda ofis dışındayım.'],
    ['Меня нет в офисе до понедельника.'],
    ['ただいま不在にしております。'],
  ])('an absence notice is known by its first line: %s', (text) => {
    expect(kindOf(null, text)).toBe('out-of-office');
  });

  it('a customer who says so and asks something is a customer', () => {
    expect(kindOf(null, 'I am out of the office until Friday. Can you deliver on Monday?')).toBeNull();
  });

  it('the vendor’s own flag wins', () => {
    expect(machineKindOf({ flagged: 'delivery-notice', subject: null, text: 'Hola, ¿qué tal?' })).toBe(
      'delivery-notice',
    );
  });

  it('an ordinary message is made by a person', () => {
    expect(kindOf('Automatic door is broken', 'The automatic door I bought is broken.')).toBeNull();
  });
});
