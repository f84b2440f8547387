import { runSuites } from '../support/suite-command.ts';
import { referenceSuite } from './reference-suite.ts';
import { USUAL_FOLDER } from './reference-topics.ts';

await runSuites({
  name: 'reference',
  suites: { reference: async ({ texts }) => referenceSuite(texts.fixtures, texts.topic) },
  options: {
    fixtures: { value: 'DIR', help: `folder with problems and their reference answers (${USUAL_FOLDER})` },
    topic: { value: 'NAME', help: 'the problems of one topic only, such as statistics' },
  },
});
