// What the linter says of the sample content after changes, as one line a fault; for the tests of its rules.
import { checkLibrary } from '../content/lint';
import { LESSON, sampleContent, type SampleContent } from './sample-content';

export type Change = Parameters<SampleContent['write']>[1];

/** Problems as "file:line:column rule", the sample lesson's folder left away; the sample's own orphan is left out. */
export async function sampleFaults(changes: Record<string, Change>): Promise<Array<string>> {
  const content = sampleContent();
  try {
    for (const [file, change] of Object.entries(changes)) content.write(file, change);
    const { problems } = await checkLibrary(content.root);
    return problems
      .filter(({ rule, params }) => rule !== 'skill-orphan' || params.skill !== 'economics')
      .map(({ file, line, column, rule }) => `${file.replace(`${LESSON}/`, '')}:${line}:${column} ${rule}`);
  } finally {
    content.remove();
  }
}
