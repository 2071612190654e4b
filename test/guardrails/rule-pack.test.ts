import { RulePack, rules } from '../../src/guardrails';

/* The ids are written out, so that a rule enters or leaves a pack only on purpose: users fail builds on these. */

test('CORRECTNESS has the rules about what cannot be meant', () => {
  expect(RulePack.CORRECTNESS.ids).toEqual(['NET301', 'NET302', 'NET303', 'NET306', 'NET307', 'NET311', 'NET312', 'NET408']);
});

test('BASELINE has what nearly every cluster should hold to, and all of CORRECTNESS', () => {
  expect(RulePack.BASELINE.ids).toEqual(['NET101', 'NET201', 'NET301', 'NET302', 'NET303', 'NET306', 'NET307', 'NET311', 'NET312', 'NET408']);
  expect(RulePack.BASELINE.ids).toEqual(expect.arrayContaining(RulePack.CORRECTNESS.ids));
});

test('every rule is in a pack, and every rule of a pack exists', () => {
  expect([...RulePack.BASELINE.ids].sort()).toEqual(rules.map(({ id }) => id).sort());
});

describe('a pack without some rules', () => {
  test('has the others, and the pack itself keeps all', () => {
    expect(RulePack.BASELINE.without('NET101', 'NET201').ids).toEqual(RulePack.CORRECTNESS.ids);
    expect(RulePack.BASELINE.without().ids).toEqual(RulePack.BASELINE.ids);
    expect(RulePack.BASELINE.ids).toHaveLength(10);
  });

  test('can be made of a pack without some rules', () => {
    expect(RulePack.BASELINE.without('NET101').without('NET201').ids).toEqual(RulePack.CORRECTNESS.ids);
  });

  test('cannot be made by an id that the pack does not have, such as one that is gone already', () => {
    expect(() => RulePack.CORRECTNESS.without('NET101')).toThrow('RulePack.without: the pack has no rule "NET101"\n  fix: use one of NET301, NET302, NET303, NET306, NET307, NET311, NET312, NET408');
    expect(() => RulePack.BASELINE.without('NET101', 'net201')).toThrow('RulePack.without: the pack has no rule "net201"\n  fix: use one of NET101, NET201, NET301, NET302, NET303, NET306, NET307, NET311, NET312, NET408');
  });

  test('keeps its ids when somebody changes the list that it gave', () => {
    RulePack.BASELINE.ids.push('NET999');
    expect(RulePack.BASELINE.ids).not.toContain('NET999');
  });
});
