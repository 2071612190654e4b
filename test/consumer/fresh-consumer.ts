import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const repository = path.join(__dirname, '../..');

/** A project of somebody who installed the packed library, with nothing of this repository around it. */
export class FreshConsumer {
  /** Packs the library and installs it beside what a cdk8s project has. */
  public static install(files: Readonly<Record<string, string>>): FreshConsumer {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'palisade-consumer-'));
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const versionOf = (name: string) => JSON.parse(fs.readFileSync(path.join(repository, 'node_modules', name, 'package.json'), 'utf8')).version;
    const consumer = new FreshConsumer(folder);
    consumer.write('package.json', JSON.stringify({
      private: true,
      dependencies: {
        'cdk8s-palisade': `file:${filename}`,
        ...Object.fromEntries(['cdk8s', 'cdk8s-cli', 'cdk8s-plus-27', 'constructs', 'ts-node', 'typescript', '@types/node'].map(name => [name, versionOf(name)])),
      },
    }));
    for (const [name, text] of Object.entries(files)) consumer.write(name, text);
    const { status, stderr } = consumer.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
    if (status !== 0) throw new Error(`npm install failed: ${stderr}`);
    return consumer;
  }

  private constructor(private readonly folder: string) {}

  public write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  public read(name: string): string {
    return fs.readFileSync(path.join(this.folder, name), 'utf8');
  }

  public exists(name: string): boolean {
    return fs.existsSync(path.join(this.folder, name));
  }

  public run(command: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.folder, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NODE_PATH: '' },
    });
    return { status, stdout, stderr };
  }

  public remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
