import { meshEngineOf, meshEngines, meshPods } from '../../src/meshes';
import { capability, clusterFacts, MeshIntent, presets } from '../../src/profiles';
import { meshNames, MeshName } from '../../src/values';

const names = Object.keys(meshEngines) as (keyof typeof meshEngines)[];
const facts = (mesh: MeshName) => clusterFacts(presets.vanilla, { mesh });
const said = (mesh: MeshName, intent: MeshIntent): string => JSON.stringify(capability(facts(mesh), intent));

describe('what is said of a mesh is what is written for it', () => {
  test('for every mesh that a profile may name', () => {
    expect(meshNames.filter(name => meshEngineOf(facts(name)) === undefined)).toEqual(['none']);
    expect(meshPods(facts('none'))).toEqual([]);
  });
  test.each(names)('%s: the objects that insist on mutual TLS', mesh => {
    const { perNamespace, member } = meshEngines[mesh];
    const annotations = Object.entries(member({}).annotations ?? {}).filter(([key]) => key.includes('policy')).map(entry => entry.join(': '));
    const written = [...perNamespace.map(({ kind }) => kind).filter(kind => kind === 'PeerAuthentication'), ...annotations];
    expect(written).toHaveLength(1);
    expect(said(mesh, 'mutualTls')).toContain(written[0]);
  });
  test.each(names)('%s: the objects that authorize', mesh => {
    for (const { kind } of meshEngines[mesh].perWorkload) expect(said(mesh, 'identityAuthorization')).toContain(kind);
  });
  test.each(names)('%s: whether NetworkPolicies see the ports, and else, which they see', mesh => {
    const { tunnel } = meshEngines[mesh];
    expect(capability(facts(mesh), 'portPolicies').kind).toBe(tunnel === undefined ? 'yes' : 'no');
    expect(said(mesh, 'portPolicies')).toContain(tunnel === undefined ? 'NetworkPolicy' : `port ${tunnel.first}`);
  });
  test('and of Cilium, what it would do to the CNI plugin of a mesh', () => {
    const onCilium = clusterFacts(presets.aks, { mesh: 'linkerd' });
    expect(capability(onCilium, 'mutualTls')).toEqual({ kind: 'caveat', text: expect.stringContaining('cni.exclusive: false') });
    expect(said('linkerd', 'mutualTls')).not.toContain('Cilium');
  });
});
