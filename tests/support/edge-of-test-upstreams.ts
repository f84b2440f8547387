import { edgeWorker } from '../../proxy/edge.ts';
import { testUpstream } from './test-upstreams.ts';

/** The edge with the providers of a test. */
export default edgeWorker(testUpstream);
