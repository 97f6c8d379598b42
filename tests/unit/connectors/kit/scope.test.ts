import { describe, expect, it } from 'vitest';
import { inScope } from '../../../../connectors/kit/scope.ts';
import { zendeskAccount } from '../../../support/zendesk.ts';

const place = { brand: 'b1', group: null, form: 'f1', channel: 'email', tags: ['vip', 'order'] };

describe('inScope', () => {
  it.each([
    ['no list restricts', {}, true],
    ['an include list names it', { include: { brands: ['b0', 'b1'] } }, true],
    ['an include list does not name it', { include: { brands: ['b0'] } }, false],
    ['each of two include lists names it', { include: { brands: ['b1'], tags: ['vip'] } }, true],
    ['only one of two include lists names it', { include: { brands: ['b1'], channels: ['web'] } }, false],
    ['an include list asks for what the vendor did not say', { include: { groups: ['g1'] } }, false],
    ['an exclude list names one of its tags', { exclude: { tags: ['order'] } }, false],
    ['an exclude list names others', { exclude: { tags: ['other'], channels: ['web'] } }, true],
    ['include and exclude both name it', { include: { brands: ['b1'] }, exclude: { forms: ['f1'] } }, false],
  ])('decides where %s', (_, scope, expected) => {
    // Prepare
    const settings = zendeskAccount({ scope });

    // Act
    const inside = inScope(settings.scope, place);

    // Assess
    expect(inside).toBe(expected);
  });
});
