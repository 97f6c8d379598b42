import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { skipsRequestTracker } from '../../support/request-tracker/installed.ts';
import { type RequestTracker, startRequestTracker } from '../../support/request-tracker/instance.ts';
import { mailOf } from '../../support/request-tracker/mails.ts';
import { supportTeam } from '../../support/request-tracker/seed.ts';

/** As in an RT whose staff may see every ticket. */
const seed = {
  ...supportTeam,
  perl: supportTeam.perl.replace(
    '@ACL = (',
    "@ACL = ({ GroupDomain => 'SystemInternal', GroupType => 'Privileged', Right => 'ShowTicket' },",
  ),
};
const secret = 'contraseña-秘密';

describe.skipIf(skipsRequestTracker)('the set-up in a real Request Tracker', () => {
  let rt: RequestTracker;
  let listener: Server;
  let sent: { headers: Record<string, unknown>; body: string; json: any }[] = [];
  beforeAll(async () => {
    listener = createServer(async (request, response) => {
      const body = (await buffer(request)).toString('utf8');
      sent.push({ headers: request.headers, body, json: JSON.parse(body) });
      response.writeHead(202).end('{}');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const hookUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    rt = await startRequestTracker({ hookUrl, queues: 'Support', secret, seed });
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(async () => {
    await rt?.stop();
    listener?.close();
  });

  it('signs with a secret that is not ASCII', async () => {
    // Act
    await rt.mailIn(mailOf({ from: 'ana@example.org', subject: 'Pedido', text: '¿Dónde?' }));

    // Assess
    const [{ headers, body }] = sent as [(typeof sent)[0]];
    const signed = `${headers['x-dragoman-timestamp']}.${body}`;
    expect(headers['x-dragoman-signature']).toBe(
      `v1=${createHmac('sha256', Buffer.from(secret, 'utf8')).update(signed).digest('hex')}`,
    );
  });

  it('tells of a report of a failed delivery as of a machine’s mail', async () => {
    // Act
    await rt.mailIn(
      [
        'From: MAILER-DAEMON@example.org',
        'To: support@example.com',
        'Subject: Undelivered',
        'Message-ID: <report-1@example.org>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
        '',
        '--report',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Su mensaje no pudo ser entregado.',
        '--report',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mail.example.org',
        '',
        '--report--',
        '',
      ].join('\n'),
    );

    // Assess
    expect(sent.map(({ json }) => json.auto_submitted)).toEqual(['auto-generated']);
  });

  it('counts files, and no images that stand in the text', async () => {
    // Prepare
    const image = (more: readonly string[]) => [
      '--related',
      'Content-Type: image/png; name="logo.png"',
      'Content-Transfer-Encoding: base64',
      ...more,
      '',
      'iVBORw0KGgo=',
    ];

    // Act
    await rt.mailIn(
      [
        'From: ana@example.org',
        'To: support@example.com',
        'Subject: Logo',
        'Message-ID: <logo-1@example.org>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; boundary="related"',
        '',
        '--related',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Hola</p><img src="cid:logo@example.org">',
        ...image(['Content-ID: <logo@example.org>', 'Content-Disposition: inline; filename="logo.png"']),
        ...image(['Content-ID: <bare@example.org>']),
        ...image(['Content-ID: <file@example.org>', 'Content-Disposition: attachment; filename="a.png"']),
        ...image(['Content-Disposition: inline; filename="b.png"']),
        '--related--',
        '',
      ].join('\n'),
    );

    // Assess
    expect(sent.map(({ json }) => json.attachments)).toEqual([2]);
  });

  it('adds a queue that is new in the list, and says aloud what holds for others', async () => {
    // Act
    const added = await rt.insertSetUp('Support, Billing');
    const again = await rt.insertSetUp('Support, Billing');
    const removed = await rt.insertSetUp('Billing');
    await rt.mailIn(mailOf({ from: 'ana@example.org', subject: 'Factura', text: 'x' }), { queue: 'Billing' });

    // Assess
    expect(added).toMatch(/^Dragoman: scrip "Dragoman: tell of messages" for queue \d+$/m);
    expect(added).toMatch(/^Dragoman: scrip "Dragoman: tell of corrected fields and deleted tickets" for/m);
    expect(again.split('\n').filter((line) => line.startsWith('Dragoman:'))).toEqual([
      "Dragoman: ATTENTION: Privileged may see the tickets of all queues, and so may dragoman. Only scope.include.groups in Dragoman's settings keeps it to $DragomanQueues.",
    ]);
    for (const what of [
      'scrip "Dragoman: tell of messages"',
      'field Dragoman Language',
      'right ShowTicket',
    ]) {
      expect(removed).toContain(`Dragoman: ATTENTION: ${what} holds for queue "Support"`);
    }
    expect(sent.map(({ json }) => json.queue)).toEqual(['Billing']);
  });
});
