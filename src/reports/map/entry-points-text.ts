import { portsText } from './ports-text';
import { EntryPoint } from '../../analysis';
import { columns } from '../columns';

/** What the outside can reach, through what: a line for each way in. */
export function entryPointsText(entryPoints: readonly EntryPoint[]): string[] {
  if (entryPoints.length === 0) return ['Nothing lets the outside in.'];
  return ['What the outside can reach, through what:', ...columns(entryPoints.map(row => [
    sourcesText(row.sources), '→', row.via, frontText(row), '→', row.destination, portsText(row.ports), verdictText(row),
  ]))];
}

/** As many blocks as somebody reads. */
const SHOWN_SOURCES = 3;

function sourcesText(sources: readonly string[]): string {
  if (sources.includes('0.0.0.0/0') && sources.includes('::/0')) return 'everybody';
  if (sources.length === 0) return 'nobody';
  const more = sources.length - SHOWN_SOURCES;
  return sources.slice(0, SHOWN_SOURCES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What clients connect to, such as `https shop.example.com/api` or `node-port 30080`. */
function frontText({ through, host, path = '', port, tls, authentication }: EntryPoint): string {
  const login = authentication === undefined ? '' : ` (${authentication} authentication)`;
  if (through !== 'route') return `${through}${port === undefined ? '' : ` ${port}`}${login}`;
  const security = { true: 'with TLS', false: 'without TLS', undefined: 'perhaps with TLS' }[`${tls}`];
  return `${host ?? '*'}${port === undefined ? '' : `:${port}`}${path} ${security}${login}`;
}

const verdictText = ({ verdict, depends }: EntryPoint): string =>
  verdict === 'denied' ? 'blocked by policies' : verdict === 'depends' ? `depends on ${depends.join(', ')}` : 'allowed';
