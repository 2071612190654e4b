import { TierOptions } from './tier-options';
import { UsageError } from '../errors';

/** Refuses what the API server would refuse later, or would run in a way nobody meant. */
export function checkTierOptions(where: string, options: TierOptions): void {
  checkPorts(where, options);
  checkPods(where, options);
  checkWritablePaths(where, options);
}

function checkPorts(where: string, { ports = [] }: TierOptions): void {
  const range = ports.find(each => !each.isSingle);
  if (range !== undefined) {
    throw new UsageError(where, `a tier cannot listen on "${range}"`, 'list single ports, such as Ports.tcp(8080)');
  }
  const repeated = ports.find((each, index) => ports.slice(0, index).some(other => other.covers(each)));
  if (repeated !== undefined) throw new UsageError(where, `the port "${repeated}" is listed twice`, 'list each port once');
}

function checkPods(where: string, { image, replicas = 1, user = 1 }: TierOptions): void {
  if (!/^\S+$/.test(image)) throw new UsageError(where, `${JSON.stringify(image)} is no image`, "name one, such as 'registry.example.com/shop/web:1.4'");
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw new UsageError(where, `${replicas} is no number of replicas`, 'give a whole number, 0 or more');
  }
  if (Number.isInteger(user) && user > 0) return;
  throw new UsageError(where, `the processes cannot run as user ${user}`,
    'give the id of an unprivileged user, such as the one the image was made for');
}

function checkWritablePaths(where: string, { writablePaths = [] }: TierOptions): void {
  const folders = writablePaths.map(path => path.replace(/\/+$/, ''));
  const wrong = folders.findIndex((folder, index) => !folder.startsWith('/') || folders.indexOf(folder) < index);
  if (wrong < 0) return;
  const problem = folders[wrong].startsWith('/') ? 'is listed twice' : 'is not the path of a folder';
  throw new UsageError(where, `the writable path ${JSON.stringify(writablePaths[wrong])} ${problem}`,
    'list each folder once, beginning with "/", such as "/var/cache"');
}
