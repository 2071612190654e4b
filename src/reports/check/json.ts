import { CheckFormat } from './check-report';
import { Finding, severities } from '../../guardrails';

/** For programs. The form is public API. */
export const json: CheckFormat = {
  name: 'json',
  render: ({ findings, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/check/v1',
    summary: {
      ...Object.fromEntries(severities.map(severity => [severity, findings.filter(({ rule }) => rule.severity === severity).length])),
      suppressed: 0,
      baselined: 0,
    },
    findings: findings.map(findingJson),
    diagnostics,
  }, undefined, 2)}\n`,
};

const findingJson = ({ rule, status, object, file, line, column, path, message, fingerprint }: Finding) => ({
  rule: rule.id, name: rule.name, severity: rule.severity, status, object, file, line, column, path, message, fix: rule.fix, fingerprint,
});
