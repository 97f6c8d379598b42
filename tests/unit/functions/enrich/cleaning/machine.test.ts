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
    ['failure notice'],
  ])('a bounce is known by the subject "%s"', (subject) => {
    expect(kindOf(subject, 'x')).toBe('bounce');
  });

  it.each([
    ['Undeliverable: Your order'],
    ['Delivery failed'],
    ['Unzustellbar: Ihre Bestellung'],
    ['Non remis : commande'],
    ['No se puede entregar: pedido'],
    ['Não entregue: pedido'],
    ['Impossibile recapitare: ordine'],
    ['Niet bezorgd: bestelling'],
    ['Kan inte levereras: order'],
    ['Ikke leveret: ordre'],
    ['Ei voitu toimittaa: tilaus'],
    ['Niedostarczone: zamówienie'],
    ['Nedoručitelné: objednávka'],
    ['Teslim edilemedi: sipariş'],
    ['Не доставлено: заказ'],
    ['配信不能: 注文'],
    ['未送达: 订单'],
    ['배달되지 않음: 주문'],
    ['تعذر التسليم: الطلب'],
    ['לא ניתן למסירה: הזמנה'],
  ])('a mail that is "%s" is a bounce only if a mail server speaks', (subject) => {
    expect(kindOf(subject, 'ana@example.com\n550 5.1.1 RESOLVER.ADR.RecipNotFound; not found')).toBe(
      'bounce',
    );
    expect(kindOf(subject, 'Pedido 4711, ¿dónde está?')).toBeNull();
  });

  it.each([
    ['Delivery has failed to these recipients or groups:\nana@example.com'],
    ['Ihre Nachricht an ana@example.com konnte nicht zugestellt werden.'],
    ['Échec de la remise pour ces destinataires ou groupes : ana@example.com'],
    ['No se pudo entregar el mensaje a ana@example.com.'],
    ['Recapito non riuscito per ana@example.com'],
    ['Uw bericht aan ana@example.com kan niet worden bezorgd.'],
    ['Nie można dostarczyć wiadomości do ana@example.com'],
    ['Не удалось доставить сообщение для ana@example.com'],
    ['您的邮件无法送达 ana@example.com'],
    ['메일을 전송하지 못했습니다: ana@example.com'],
  ])('a bounce is known by its first line: %s', (text) => {
    expect(kindOf(null, text)).toBe('bounce');
  });

  it.each([
    ['I am out of the office until Monday and will answer then.'],
    ['Ich bin derzeit nicht im Büro. In dringenden Fällen hilft meine Kollegin.'],
    ['Merci de votre message. Je suis actuellement absente du bureau.'],
    ['Estoy fuera de la oficina hasta el lunes. Responderé a mi vuelta.'],
    ['Estarei ausente até segunda-feira. Em caso de urgência, escreva a ana@example.com.'],
    ['Sono fuori ufficio fino a lunedì. Risponderò al mio rientro.'],
    ['Bedankt voor uw bericht. Ik ben momenteel afwezig.'],
    ['Jag är inte på kontoret idag. Vid brådskande ärenden, ring växeln.'],
    ['Jeg er på ferie. Jeg svarer, når jeg er tilbage.'],
    ['Kiitos viestistäsi. Olen lomalla maanantaihin asti.'],
    ['Obecnie jestem poza biurem. W pilnych sprawach pisz do ana@example.com.'],
    ['Momentálně jsem mimo kancelář. Děkuji za zprávu, ozvu se v pondělí.'],
    ['Şu anda ofis dışındayım. Acil durumlarda ana@example.com ile iletişime geçin.'],
    ['Меня нет в офисе до понедельника. По срочным вопросам звоните коллегам.'],
    ['メールありがとうございます。ただいま不在にしております。'],
    ['感谢您的来信。我目前不在办公室。'],
    ['메일 주셔서 감사합니다. 현재 부재중입니다.'],
    ['أنا في إجازة. شكرا على رسالتكم.'],
    ['תודה על פנייתך. אני בחופשה עד יום שני.'],
  ])('an absence notice is known by its first lines: %s', (text) => {
    expect(kindOf(null, text)).toBe('out-of-office');
  });

  it.each([
    ['This is an automated message, please do not reply.'],
    ['Dies ist eine automatische Nachricht.'],
    ['Ceci est un message automatique.'],
    ['Este es un mensaje automático.'],
    ['Esta é uma mensagem automática.'],
    ['Questo è un messaggio automatico.'],
    ['Dit is een automatisch bericht.'],
    ['Detta är ett automatiskt svar.'],
    ['Dette er en automatisk besked.'],
    ['Tämä on automaattinen viesti.'],
    ['To jest automatyczna wiadomość.'],
    ['Toto je automatická zpráva.'],
    ['Bu otomatik bir mesajdır.'],
    ['Это автоматическое сообщение.'],
    ['このメールは自動送信されています。'],
    ['此邮件由系统自动发送。'],
    ['본 메일은 자동으로 발송되었습니다.'],
    ['هذه رسالة تلقائية.'],
    ['זוהי הודעה אוטומטית.'],
  ])('a program that says so: %s', (text) => {
    expect(kindOf(null, text)).toBe('auto-submitted');
  });

  it.each([
    ['Your message\n\nTo: Ana\nSubject: Order\nSent: 1/5/2026 10:12 AM\n\nwas read on 1/5/2026 10:20 AM.'],
    ['This is a Return Receipt for the mail that you sent to ana@example.com.'],
    ['Dies ist eine Empfangsbestätigung für Ihre Nachricht.'],
    ['Votre message\n\nÀ : Ana\nObjet : Commande\n\na été lu le lundi 5 janvier 2026.'],
    ['Este es un acuse de recibo.'],
    ['Questa è una ricevuta di ritorno.'],
    ['Dit is een leesbevestiging.'],
    ['Detta är ett läskvitto.'],
    ['To jest potwierdzenie odczytu.'],
    ['Bu bir okundu bilgisidir.'],
    ['Это уведомление о прочтении.'],
    ['这是一封已读回执。'],
  ])('a delivery notice is known by its first lines: %s', (text) => {
    expect(kindOf(null, text)).toBe('delivery-notice');
  });

  it.each([
    ['I am on vacation until Friday, deliver on Monday please.'],
    ['Ich bin bis Freitag im Urlaub, stellen Sie das Paket bitte beim Nachbarn ab.'],
    ['Je suis absente demain, laissez le colis chez le voisin.'],
    ['This is an automatic coffee machine and it leaks.'],
    ['Dies ist eine automatische Katzenklappe, sie klemmt.'],
    ['Address not found, says your courier, but I live here.'],
    ['Your message was read by my wife, she wants a refund.'],
  ])('a customer who writes so is a customer: %s', (text) => {
    expect(kindOf(null, text)).toBeNull();
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
