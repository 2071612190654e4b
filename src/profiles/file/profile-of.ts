import { Field } from './field';
import { readCidrs, readController, readDns, readPods, readPort } from './places';
import {
  ApiServerFacts, checkedAssumptions, checkedCniVersion, ClusterFacts, cloudNames, CniFacts, cniNames, dnsLabel, kubernetesMinor, loadBalancerNames,
  meshNames,
} from '../../values';
import { clusterFacts } from '../cluster-facts';
import { PresetName, presets } from '../presets';

/** How a fact is read from a field of the same name; the facts of the preset are there to fill gaps. */
const READERS = {
  cni: readCni,
  cloud: (field: Field) => field.oneOf(cloudNames),
  mesh: (field: Field) => field.oneOf(meshNames),
  meshNamespace: (field: Field) => field.checked(where => dnsLabel(where, 'namespace', field.text())),
  meshPlugin: (field: Field) => field.boolean(),
  loadBalancers: (field: Field) => field.oneOf(loadBalancerNames),
  ingressControllers: (field: Field) => readControllers(field),
  dns: readDns,
  podCidrs: readCidrs,
  serviceCidrs: readCidrs,
  nodeCidrs: readCidrs,
  metadataCidrs: readCidrs,
  assumptions: (field: Field) => field.checked(where => checkedAssumptions(where, field.texts())),
} as const;

const NAMES = ['preset', 'kubernetesVersion', 'apiServer', 'monitoring', ...Object.keys(READERS) as (keyof typeof READERS)[]] as const;

/**
 * The facts that a profile file states: those of its preset, `vanilla` unless it names another, but for what it says differently.
 *
 * What is wrong in it throws a UsageError that names the field.
 */
export function profileOf(file: string, document: unknown): ClusterFacts {
  const fields = new Field(file, '', document).fields(NAMES);
  const preset = presets[fields.preset?.oneOf(Object.keys(presets) as PresetName[]) ?? 'vanilla'];
  const { kubernetesVersion, monitoring, apiServer } = fields;
  const read = Object.entries(READERS).flatMap(([name, reader]) => {
    const field = fields[name as keyof typeof READERS];
    return field === undefined ? [] : [[name, reader(field)]];
  });
  return clusterFacts(preset, {
    ...Object.fromEntries(read),
    ...kubernetesVersion && { kubernetesMinor: kubernetesVersion.checked(where => kubernetesMinor(where, kubernetesVersion.text())) },
    ...monitoring && { monitoring: readMonitoring(monitoring, preset) },
    ...apiServer && { apiServer: readApiServer(apiServer, preset) },
  });
}

/** Such as `cilium`, or `{ name: cilium, version: "1.18" }`. */
function readCni(field: Field): CniFacts {
  if (field.isText) return { name: field.oneOf(cniNames) };
  const { name, version, paidFeatures } = field.fields(['name', 'version', 'paidFeatures']);
  if (name === undefined) return field.refuse('has no name', `state one of ${cniNames.join(', ')}`);
  return {
    name: name.oneOf(cniNames),
    ...version && { version: version.checked(where => checkedCniVersion(where, version.text())) },
    ...paidFeatures && { paidFeatures: paidFeatures.boolean() },
  };
}

function readControllers(field: Field): ClusterFacts['ingressControllers'] {
  const controllers = field.items().map(readController);
  return controllers.length > 0 ? controllers : field.refuse('is empty', 'name at least one, or leave it out for the one of the preset');
}

function readApiServer(field: Field, { apiServer }: ClusterFacts): ApiServerFacts {
  const { cidrs, port } = field.fields(['cidrs', 'port']);
  return { cidrs: cidrs === undefined ? apiServer.cidrs : readCidrs(cidrs), port: port === undefined ? apiServer.port : readPort(port) };
}

/** Pods, or the word `none`. */
const readMonitoring = (field: Field, { monitoring }: ClusterFacts): ClusterFacts['monitoring'] =>
  field.isText ? void field.oneOf(['none']) : readPods(field, monitoring ?? presets.vanilla.monitoring!);
