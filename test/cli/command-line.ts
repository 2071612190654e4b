import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { main } from '../../src/cli/main';

/** What a command line did. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line as `bin/palisade` does. */
export function palisade(...args: string[]): Ran {
  const written = { out: '', err: '' };
  const exitCode = main(args, { out: text => { written.out += text; }, err: text => { written.err += text; } });
  return { exitCode, ...written };
}

/** A folder with these files, whose texts may be indented. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'palisade-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), dedent(text));
  }
  return folder;
}

function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter(line => line.trim()).map(line => line.search(/\S/));
  return lines.map(line => line.slice(Math.min(...indents))).join('\n').replace(/^\n/, '');
}

export const SHOP = `
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web, namespace: shop }
  spec: { template: { metadata: { labels: { app: web } } } }
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: db, namespace: shop }
  spec: { template: { metadata: { labels: { app: db } } } }
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: default-deny, namespace: shop }
  spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: web, namespace: shop }
  spec:
    podSelector: { matchLabels: { app: web } }
    policyTypes: [Egress]
    egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 5432 }] }]
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: db, namespace: shop }
  spec:
    podSelector: { matchLabels: { app: db } }
    ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }]
`;

export const ALLOW_ALL = `
  # somebody was in a hurry
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: allow-all
    namespace: shop
  spec:
    podSelector: {}
    ingress:
      - {}
`;
