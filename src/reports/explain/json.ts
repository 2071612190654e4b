import { ExplainFormat } from './explain-report';
import { editText, pathText, termText } from './sentences';
import { Decision, DirectionReason, Edit, Explanation, PortRange, RuleReference } from '../../analysis';
import { Protocol } from '../../values';
import { rangeText } from '../map/ports-text';

/** For programs. The form is public API. */
export const json: ExplainFormat = {
  name: 'json',
  render: ({ explanations, assumptions, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/explain/v1',
    assumptions,
    explanations: explanations.map(explanationJson),
    diagnostics,
  }, undefined, 2)}\n`,
};

const explanationJson = ({ ports, egress, ingress, closedBy, ...explanation }: Explanation) => ({
  ...explanation,
  ports: ports === 'all' ? ports : portsJson(ports),
  egress: reasonJson(egress),
  ingress: reasonJson(ingress),
  closedBy: closedBy.map(({ rules, ...set }) => ({ ...set, rules: rules.map(ruleJson) })),
});

const portsJson = (ports: readonly PortRange[]) => Object.fromEntries(Object.values(Protocol).map(protocol =>
  [protocol, ports.filter(range => range.protocol === protocol).map(rangeText)]));

const reasonJson = ({ decisions, passedBy, nearest, edit, isolatedBy, ...reason }: DirectionReason) => ({
  ...reason,
  decisions: decisions.map(decisionJson),
  passedBy: passedBy.map(ruleJson),
  ...nearest && { nearest: { rule: ruleJson(nearest.rule), failing: nearest.failing.map(term => ({ ...term, message: termText(term) })) } },
  ...edit && { edit: editJson(edit) },
  ...isolatedBy && { isolatedBy: editJson(isolatedBy) },
});

const decisionJson = ({ rule, ...decision }: Decision) => ({ ...decision, ...rule && { rule: ruleJson(rule) } });

const ruleJson = ({ path, ...rule }: RuleReference) => ({ ...rule, path: path.join('.'), rule: pathText(path) });

const editJson = (edit: Edit) => ({ ...edit, message: editText(edit) });
