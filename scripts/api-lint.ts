import * as fs from 'node:fs';

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

interface Member extends Documented {
  readonly optional?: boolean;
  readonly overrides?: string;
}

interface Type extends Documented {
  readonly datatype?: boolean;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
}

/** What keeps a type from being usable, or understandable, in each of the languages. Reads the assembly that jsii compiled. */
export function complaintsAbout(type: Type): string[] {
  const members = [...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []]
    .filter(({ name, overrides }) => name !== 'toString' && overrides === undefined);
  return [
    ...type.docs?.summary ? [] : [`${type.name} has no documentation`],
    ...members.flatMap(member => [
      ...member.docs?.summary ? [] : ['has no documentation'],
      ...type.datatype && member.optional && !member.docs?.default ? ['is optional and has no @default'] : [],
      ...JSON.stringify(member).includes('"union"') ? ['is a union; use a class with static factories'] : [],
      ...JSON.stringify(member).includes('"primitive":"any"') ? ['is untyped; use a struct or a class'] : [],
    ].map(what => `${type.name}.${member.name} ${what}`)),
  ];
}

if (require.main === module) {
  const { types } = JSON.parse(fs.readFileSync('.jsii', 'utf8')) as { types: Record<string, Type> };
  const complaints = Object.values(types).flatMap(complaintsAbout);
  complaints.forEach(line => process.stderr.write(`${line}\n`));
  process.stderr.write(`${Object.keys(types).length} public types, ${complaints.length} complaints\n`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
