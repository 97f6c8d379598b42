import { describe, expect, it } from 'vitest';
import { compilePattern, PatternError } from '../../../../infra/local/pattern.ts';

/** The sample event of EventBridge's user guide, as an instance that has started. */
const instanceStarted = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2026-01-09T08:21:07Z',
  region: 'us-west-1',
  resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0'],
  detail: {
    'instance-id': 'i-1234567890abcdef0',
    state: 'running',
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    ratio: -0.5,
    spot: true,
    reason: null,
    empty: '',
    tags: [],
    owner: { name: 'Ada' },
  },
};
const people = {
  employees: [
    { firstName: 'John', lastName: 'Doe' },
    { firstName: 'Anna', lastName: 'Smith' },
    { firstName: 'Peter', lastName: 'Jones' },
  ],
};

type Case = readonly [title: string, pattern: unknown, matches: boolean, event?: unknown];

const detail = (conditions: unknown) => ({ detail: conditions });

const cases: Readonly<Record<string, readonly Case[]>> = {
  'exact values': [
    ['a string', { source: ['aws.ec2'] }, true],
    ['a string in another case', { source: ['AWS.EC2'] }, false],
    ['a part of the string', { source: ['aws'] }, false],
    ['one of several', detail({ state: ['initializing', 'running'] }), true],
    ['none of several', detail({ state: ['stopped', 'terminated'] }), false],
    ['all fields', { source: ['aws.ec2'], region: ['us-west-1'] }, true],
    ['all fields but one', { source: ['aws.ec2'], region: ['eu-west-1'] }, false],
    ['a field that is missing', detail({ colour: ['red'] }), false],
    ['a field of an object that is missing', detail({ network: { id: ['vpc-1'] } }), false],
    ['a number', detail({ 'c-count': [5] }), true],
    ['a number written otherwise', detail({ 'x-limit': [3.018e2] }), true],
    ['another number', detail({ 'c-count': [6] }), false],
    ['a number as a string', detail({ 'c-count': ['5'] }), false],
    ['a string of digits as a number', { account: [111122223333] }, false],
    ['true', detail({ spot: [true] }), true],
    ['false for true', detail({ spot: [false] }), false],
    ['the string true for true', detail({ spot: ['true'] }), false],
    ['null', detail({ reason: [null] }), true],
    ['null for a missing field', detail({ colour: [null] }), false],
    ['the empty string', detail({ empty: [''] }), true],
    ['null for the empty string', detail({ empty: [null] }), false],
    ['an object where a leaf is wanted', detail({ owner: ['Ada'] }), false],
    ['a leaf where an object is wanted', detail({ state: { name: ['running'] } }), false],
  ],
  prefix: [
    ['a beginning', { time: [{ prefix: '2026-01-09' }] }, true],
    ['an end', { source: [{ prefix: 'ec2' }] }, false],
    ['a beginning in another case', { source: [{ prefix: 'AWS.' }] }, false],
    ['of a number', detail({ 'c-count': [{ prefix: '5' }] }), false],
    ['in another case, equals-ignore-case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }, true],
    ['equals-ignore-case of an end', { source: [{ prefix: { 'equals-ignore-case': 'EC2' } }] }, false],
  ],
  suffix: [
    ['an end', { source: [{ suffix: '.ec2' }] }, true],
    ['a beginning', { source: [{ suffix: 'aws' }] }, false],
    ['an end in another case', { source: [{ suffix: 'EC2' }] }, false],
    ['in another case, equals-ignore-case', { source: [{ suffix: { 'equals-ignore-case': '.EC2' } }] }, true],
    ['equals-ignore-case of a beginning', { source: [{ suffix: { 'equals-ignore-case': 'AWS' } }] }, false],
  ],
  'equals-ignore-case': [
    ['the same letters', { source: [{ 'equals-ignore-case': 'AWS.Ec2' }] }, true],
    ['other letters', { source: [{ 'equals-ignore-case': 'aws.s3' }] }, false],
    ['of a boolean', detail({ spot: [{ 'equals-ignore-case': 'TRUE' }] }), false],
  ],
  'anything-but': [
    ['another string', detail({ state: [{ 'anything-but': 'initializing' }] }), true],
    ['that string', detail({ state: [{ 'anything-but': 'running' }] }), false],
    ['none of a list', detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] }), true],
    ['one of a list', detail({ state: [{ 'anything-but': ['stopped', 'running'] }] }), false],
    ['another number', detail({ 'c-count': [{ 'anything-but': 6 }] }), true],
    ['that number', detail({ 'c-count': [{ 'anything-but': 5 }] }), false],
    ['one of a list of numbers', detail({ 'c-count': [{ 'anything-but': [1, 5] }] }), false],
    ['a number where a string is excluded', detail({ 'c-count': [{ 'anything-but': '5' }] }), true],
    ['a string where a number is excluded', detail({ state: [{ 'anything-but': 5 }] }), true],
    ['a field that is missing', detail({ colour: [{ 'anything-but': 'red' }] }), false],
    ['null', detail({ reason: [{ 'anything-but': 'none' }] }), true],
    ['another beginning', detail({ state: [{ 'anything-but': { prefix: 'init' } }] }), true],
    ['that beginning', detail({ state: [{ 'anything-but': { prefix: 'run' } }] }), false],
    ['one of several beginnings', detail({ state: [{ 'anything-but': { prefix: ['x', 'run'] } }] }), false],
    ['another end', detail({ state: [{ 'anything-but': { suffix: 'ed' } }] }), true],
    ['that end', detail({ state: [{ 'anything-but': { suffix: 'ing' } }] }), false],
    ['the same letters', detail({ state: [{ 'anything-but': { 'equals-ignore-case': 'RUNNING' } }] }), false],
    [
      'none of these letters',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['A', 'B'] } }] }),
      true,
    ],
    [
      'one element of an array that is not excluded',
      { a: [{ 'anything-but': 'x' }] },
      true,
      { a: ['x', 'y'] },
    ],
    ['an array of excluded elements only', { a: [{ 'anything-but': ['x', 'y'] }] }, false, { a: ['x', 'y'] }],
  ],
  numeric: [
    ['equal', detail({ 'x-limit': [{ numeric: ['=', 301.8] }] }), true],
    ['below', detail({ 'd-count': [{ numeric: ['<', 10] }] }), true],
    ['not below itself', detail({ 'd-count': [{ numeric: ['<', 3] }] }), false],
    ['at most itself', detail({ 'd-count': [{ numeric: ['<=', 3] }] }), true],
    ['above', detail({ ratio: [{ numeric: ['>', -1] }] }), true],
    ['not above itself', detail({ 'c-count': [{ numeric: ['>', 5] }] }), false],
    ['at least itself', detail({ 'c-count': [{ numeric: ['>=', 5] }] }), true],
    ['within a range, its end included', detail({ 'c-count': [{ numeric: ['>', 0, '<=', 5] }] }), true],
    ['within a range, its end excluded', detail({ 'c-count': [{ numeric: ['>', 0, '<', 5] }] }), false],
    ['below a range', detail({ ratio: [{ numeric: ['>=', 0, '<', 5] }] }), false],
    ['a string of digits', { account: [{ numeric: ['>', 0] }] }, false],
  ],
  exists: [
    ['a field that is there', detail({ 'c-count': [{ exists: true }] }), true],
    ['a field that is missing', detail({ colour: [{ exists: true }] }), false],
    ['no field, and it is missing', detail({ colour: [{ exists: false }] }), true],
    ['no field, but it is there', detail({ 'c-count': [{ exists: false }] }), false],
    ['null is there', detail({ reason: [{ exists: true }] }), true],
    ['an empty string is there', detail({ empty: [{ exists: true }] }), true],
    ['an object is no leaf', detail({ owner: [{ exists: true }] }), false],
    ['no leaf where an object is', detail({ owner: [{ exists: false }] }), true],
    ['an empty array has no leaf', detail({ tags: [{ exists: true }] }), false],
    ['no leaf in an empty array', detail({ tags: [{ exists: false }] }), true],
    ['missing or a value: missing', detail({ colour: [{ exists: false }, 'red'] }), true],
    ['missing or a value: that value', detail({ state: [{ exists: false }, 'running'] }), true],
    ['missing or a value: another value', detail({ state: [{ exists: false }, 'stopped'] }), false],
    ['no field of an object that is missing', detail({ network: { id: [{ exists: false }] } }), true],
  ],
  $or: [
    ['the first branch', { $or: [{ source: ['aws.ec2'] }, { source: ['aws.s3'] }] }, true],
    ['the second branch', { $or: [{ source: ['aws.s3'] }, { region: ['us-west-1'] }] }, true],
    ['no branch', { $or: [{ source: ['aws.s3'] }, { region: ['eu-west-1'] }] }, false],
    [
      'a branch and a field beside it',
      { source: ['aws.ec2'], $or: [{ region: ['x'] }, { id: ['y'] }] },
      false,
    ],
    [
      'fields of one branch together',
      { $or: [{ source: ['aws.ec2'], region: ['x'] }, { id: ['y'] }] },
      false,
    ],
    [
      'below another field',
      detail({ $or: [{ state: ['stopped'] }, { 'c-count': [{ numeric: ['>', 4] }] }] }),
      true,
    ],
    [
      'a branch inside a branch',
      {
        $or: [
          { source: ['aws.s3'] },
          { source: ['aws.ec2'], $or: [{ region: ['x'] }, { account: ['111122223333'] }] },
        ],
      },
      true,
    ],
    [
      'two of them, both needed',
      {
        $or: [{ source: ['aws.ec2'] }, { id: ['y'] }],
        detail: { $or: [{ state: ['x'] }, { spot: [false] }] },
      },
      false,
    ],
    [
      'an ordinary field of that name',
      { $or: { metricType: ['MetricType'] } },
      true,
      { $or: { metricType: 'MetricType' } },
    ],
    [
      'an ordinary field because of reserved words',
      { $or: [{ prefix: 'abc' }, { suffix: 'x' }] },
      true,
      { $or: 'abcd' },
    ],
  ],
  arrays: [
    [
      'one common element',
      { resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0'] },
      true,
    ],
    ['no common element', { resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-0'] }, false],
    ['a field of one object', { employees: { firstName: ['Anna'] } }, true, people],
    ['two fields of one object', { employees: { firstName: ['Anna'], lastName: ['Smith'] } }, true, people],
    ['fields of two objects', { employees: { firstName: ['Anna'], lastName: ['Jones'] } }, false, people],
    [
      'fields of two objects in nested arrays',
      { employees: { firstName: ['Anna'], lastName: ['Jones'] } },
      false,
      { employees: [people.employees.slice(0, 2), people.employees.slice(2)] },
    ],
    [
      'two fields of one object in nested arrays',
      { employees: { firstName: ['Peter'], lastName: ['Jones'] } },
      true,
      { employees: [people.employees.slice(0, 2), people.employees.slice(2)] },
    ],
    [
      'elements of two different arrays',
      { a: { x: [1] }, b: { y: [2] } },
      true,
      { a: [{ x: 0 }, { x: 1 }], b: [{ y: 2 }] },
    ],
    ['a string among others', { a: ['y', 'z'] }, true, { a: ['x', 'y', 7, null] }],
    [
      'no field in the object that another field has settled on',
      { e: { a: [1], b: [{ exists: false }] } },
      true,
      { e: [{ a: 1 }, { b: 1 }] },
    ],
    ['no field in any object', { e: { b: [{ exists: false }] } }, false, { e: [{ a: 1 }, { b: 1 }] }],
  ],
  'keys and events': [
    ['a dot in the pattern', { 'detail.state': ['running'] }, true],
    ['a dot in the event', { a: { b: ['x'] } }, true, { 'a.b': 'x' }],
    [
      'the same path twice, both needed',
      { detail: { state: ['running'] }, 'detail.state': ['stopped'] },
      false,
    ],
    ['a key like a method', { constructor: ['x'] }, false],
    ['an array instead of an event', { a: ['x'] }, false, ['x']],
    ['a string instead of an event', { a: ['x'] }, false, 'x'],
    ['null instead of an event', { a: [{ exists: false }] }, false, null],
  ],
};

describe.each(Object.entries(cases))('a pattern with %s', (_group, group) => {
  it.each(group)('%s: %j → %s', (_title, pattern, matches, event = instanceStarted) => {
    // Act
    const result = compilePattern(pattern)(event);

    // Assess
    expect(result).toBe(matches);
  });
});

const refusals: readonly (readonly [string, unknown, { path: string; operator: string | null }])[] = [
  ['wildcard', { a: [{ wildcard: 'x*' }] }, { path: 'a', operator: 'wildcard' }],
  ['cidr', detail({ ip: [{ cidr: '10.0.0.0/24' }] }), { path: 'detail.ip', operator: 'cidr' }],
  ['an unknown operator', { a: [{ matches: 'x' }] }, { path: 'a', operator: 'matches' }],
  ['a method of every object', { a: [{ toString: 'x' }] }, { path: 'a', operator: 'toString' }],
  [
    'anything-but with wildcard',
    { a: [{ 'anything-but': { wildcard: 'x*' } }] },
    { path: 'a', operator: 'wildcard' },
  ],
  ['prefix of a number', { a: [{ prefix: 5 }] }, { path: 'a', operator: 'prefix' }],
  ['prefix of a suffix', { a: [{ prefix: { suffix: 'x' } }] }, { path: 'a', operator: 'suffix' }],
  [
    'equals-ignore-case of a list',
    { a: [{ 'equals-ignore-case': ['x'] }] },
    { path: 'a', operator: 'equals-ignore-case' },
  ],
  [
    'anything-but of strings and numbers',
    { a: [{ 'anything-but': ['x', 1] }] },
    { path: 'a', operator: 'anything-but' },
  ],
  ['anything-but of true', { a: [{ 'anything-but': true }] }, { path: 'a', operator: 'anything-but' }],
  ['anything-but of an empty list', { a: [{ 'anything-but': [] }] }, { path: 'a', operator: 'anything-but' }],
  [
    'anything-but of an empty prefix',
    { a: [{ 'anything-but': { prefix: '' } }] },
    { path: 'a', operator: 'prefix' },
  ],
  ['exists of a string', { a: [{ exists: 'true' }] }, { path: 'a', operator: 'exists' }],
  ['numeric of no list', { a: [{ numeric: 5 }] }, { path: 'a', operator: 'numeric' }],
  ['numeric with an unknown comparison', { a: [{ numeric: ['!=', 5] }] }, { path: 'a', operator: 'numeric' }],
  ['numeric with a string', { a: [{ numeric: ['>', '5'] }] }, { path: 'a', operator: 'numeric' }],
  [
    'numeric with its upper limit first',
    { a: [{ numeric: ['<', 5, '>', 0] }] },
    { path: 'a', operator: 'numeric' },
  ],
  ['numeric with an empty range', { a: [{ numeric: ['>', 5, '<', 5] }] }, { path: 'a', operator: 'numeric' }],
  ['two operators in one object', { a: [{ prefix: 'x', suffix: 'y' }] }, { path: 'a', operator: null }],
  ['a list in a list', { a: [['x']] }, { path: 'a', operator: null }],
  ['an empty list', { a: [] }, { path: 'a', operator: null }],
  ['an empty object', { a: {} }, { path: 'a', operator: null }],
  ['a bare value', { a: { b: 'x' } }, { path: 'a.b', operator: null }],
  ['no object at all', ['x'], { path: '', operator: null }],
  ['an $or of one branch', { $or: [{ a: ['x'] }] }, { path: '$or', operator: 'a' }],
  [
    'a wildcard inside an $or',
    { $or: [{ a: [{ wildcard: '*' }] }, { b: ['x'] }] },
    { path: 'a', operator: 'wildcard' },
  ],
];

describe('a pattern that EventBridge or this matcher does not take', () => {
  it.each(refusals)('is refused with its place and its operator: %s', (_title, pattern, expected) => {
    // Act
    const compile = () => compilePattern(pattern);

    // Assess
    expect(compile).toThrow(PatternError);
    expect(compile).toThrow(expect.objectContaining(expected));
  });

  it('is refused in words that a person understands', () => {
    // Act
    const compile = () => compilePattern({ detail: { ip: [{ cidr: '10.0.0.0/24' }] } });

    // Assess
    expect(compile).toThrow('Event pattern, at "detail.ip": the operator "cidr" is not supported.');
  });
});
