import { describe, expect, test } from 'vitest';
import { trainIntents } from '../../../../../infra/local/language/intents.ts';
import english from '../../../../../settings/intents/en.json' with { type: 'json' };

const classify = trainIntents(english.intents);
const threshold = 0.4;
const reported = 0.6;

/** None of these is a sample utterance of the bot. */
const requests: readonly (readonly [string, string])[] = [
  ['OrderStatus', 'Can somebody tell me where my package is?'],
  ['OrderStatus', 'My order has not arrived yet.'],
  ['OrderStatus', 'Has order 5531 been shipped?'],
  ['OrderStatus', 'The tracking number does not work.'],
  ['OrderStatus', 'Any news about my delivery?'],
  ['Refund', 'I would like a refund.'],
  ['Refund', 'When will I get my money back?'],
  ['Refund', 'I still have not received my refund.'],
  ['Refund', 'Please refund the shipping costs.'],
  ['Refund', 'Could you reimburse me?'],
  ['CancelOrder', 'I would like to cancel my order.'],
  ['CancelOrder', 'Can I still cancel my order?'],
  ['CancelOrder', 'I want to cancel my subscription.'],
  ['CancelOrder', 'Please stop the order, I changed my mind.'],
  ['ReturnItem', 'I received the wrong item.'],
  ['ReturnItem', 'How can I return the product?'],
  ['ReturnItem', 'Please send me a return label.'],
  ['ReturnItem', 'The lamp arrived damaged.'],
  ['ReturnItem', 'I would like to exchange it for size 42.'],
  ['ChangeAddress', 'I would like to change the delivery address of my order.'],
  ['ChangeAddress', 'I have moved and need to change my address.'],
  ['ChangeAddress', 'Please send the parcel to my new address.'],
  ['ChangeAddress', 'There is a typo in my street name.'],
  ['PaymentProblem', 'I was charged twice.'],
  ['PaymentProblem', 'My payment was declined.'],
  ['PaymentProblem', 'Could you please send me the invoice?'],
  ['PaymentProblem', 'The discount code does not work.'],
  ['PaymentProblem', 'You took the money from my account two times.'],
  ['AccountAccess', 'I cannot log in to my account.'],
  ['AccountAccess', 'I have forgotten my password.'],
  ['AccountAccess', 'My account has been locked.'],
  ['AccountAccess', 'Please delete my account and all my data.'],
  ['TechnicalProblem', 'The app crashes all the time.'],
  ['TechnicalProblem', 'Your website does not load.'],
  ['TechnicalProblem', 'The device does not turn on.'],
  ['TechnicalProblem', 'I get an error message since the last update.'],
];

const offTopic = [
  'What are your opening hours?',
  'Thank you very much for your quick help.',
  'The weather is lovely in Lisbon this week.',
  'Our football club is looking for sponsors.',
  'I am very disappointed.',
  'My son learns to play the piano.',
  'Which of the two colours would you choose?',
  'Do you ship abroad?',
  'Could you write a short article for our magazine?',
  'Kind regards from Vienna',
  '⟦en:Das Wetter ist schlecht.⟧',
];

describe('a classifier trained on the utterances that the bot deploys with', () => {
  test('understands at least 85 % of requests it was not trained on, most of them with confidence', () => {
    const results = requests.map(([wanted, text]) => ({ wanted, text, best: classify(text)[0] }));

    const right = results.filter(({ wanted, best }) => best?.name === wanted && best.score >= threshold);
    const clear = right.filter(({ best }) => (best?.score ?? 0) >= reported);
    expect(right.length / requests.length).toBeGreaterThanOrEqual(0.85);
    expect(clear.length / requests.length).toBeGreaterThanOrEqual(0.85);
  });

  test.each(offTopic)('sees no request in %j', (text) => {
    expect(classify(text)[0]?.score).toBeLessThan(threshold);
  });

  test('finds the request between greeting, story and signature', () => {
    const [best] = classify(
      'Hello, I hope you are well. I bought a lamp three weeks ago for my mother. I would like my money back. Kind regards, Maria',
    );

    expect(best).toMatchObject({ name: 'Refund' });
    expect(best?.score).toBeGreaterThanOrEqual(reported);
  });

  test('keeps an off-topic text below the threshold however long it is', () => {
    const [best] = classify('We went to the mountains and the soup was delicious. '.repeat(18));

    expect(best?.score).toBeLessThan(threshold);
  });

  test('scores the same text the same in every training', () => {
    expect(trainIntents(english.intents)('Where is my order?')).toEqual(classify('Where is my order?'));
  });
});
