import { expectUsageError } from './expect-usage-error';
import { answersTo, assumptions, checkedAssumptions, fallbackAssumptions } from '../../src/values';

describe.each(assumptions.map(assumption => [assumption.name, assumption] as const))('the assumption %s', (name, assumption) => {
  test('asks a question', () => {
    expect(assumption.question).toMatch(/\?$/);
  });
  test('falls back to one of its values', () => {
    expect(assumption.values).toContain(fallbackAssumptions[name]);
  });
  test.each([...assumption.values])('may be stated as %s', value => {
    expect(checkedAssumptions('here', { [name]: value })).toEqual({ [name]: value });
  });
  test('lists its values when it gets another', () => {
    expectUsageError(() => checkedAssumptions('here', { [name]: '-' }), {
      where: 'here', what: `assumption "${name}" cannot be "-"`, fix: `use ${answersTo(assumption)}`,
    });
  });
});

describe('assumptions', () => {
  test('have different names', () => {
    const names = assumptions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
  test('that are not known are answered with those that are', () => {
    expectUsageError(() => checkedAssumptions('ClusterProfile.vanilla', { 'end-ports': 'supported' }), {
      where: 'ClusterProfile.vanilla',
      what: 'there is no assumption "end-ports"',
      fix: `use one of ${assumptions.map(({ name }) => name).join(', ')}`,
    });
  });
  test.each(['10.0.0.0/8', '10.0.0.0/8,fd00::/8'])('may state as addresses of pods the blocks %s', blocks => {
    expect(checkedAssumptions('here', { 'pod-ips': blocks })).toEqual({ 'pod-ips': blocks });
  });
  test.each(['10.0.0.0/8,', '10.0.0.0/8,10.0.0.1/8', '10.0.0.1/8', '10.0.0.0', 'pods', ''])('cannot state as addresses of pods %p', blocks => {
    expectUsageError(() => checkedAssumptions('here', { 'pod-ips': blocks }), {
      where: 'here',
      what: `assumption "pod-ips" cannot be "${blocks}"`,
      fix: 'use one of possible, never, a list of CIDRs with commas between them',
    });
  });
  test('with values alone are answered with those', () => {
    expect(answersTo({ name: 'x', question: '?', values: ['yes', 'no'], fallback: 'no' })).toBe('one of yes, no');
  });
  test('may be left unstated', () => {
    expect(checkedAssumptions('here', {})).toEqual({});
  });
});
