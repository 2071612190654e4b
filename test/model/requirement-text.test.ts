import { Requirement } from '../../src/model';
import { requirementText } from '../../src/model/requirement-text';

test.each<[string, string, string[], string]>([
  ['In', 'app', ['web'], 'app=web'],
  ['In', 'app', ['web', 'db'], 'app in (web, db)'],
  ['NotIn', 'app', ['web'], 'app!=web'],
  ['NotIn', 'app', ['web', 'db'], 'app notin (web, db)'],
  ['Exists', 'app', [], 'app'],
  ['DoesNotExist', 'app', [], '!app'],
  ['StartsWith', 'app', ['we'], "app starts with 'we'"],
])('the operator %s on %s with %j is written as "%s"', (operator, key, values, text) => {
  expect(requirementText({ key, operator, values } as Requirement)).toBe(text);
});
