// Changes of the JSON form: every member removed, replaced, altered, doubled, taken from another certificate; proofs and contexts.
import { byteFlips, type Mutation } from './mutation';

type Path = Array<string | number>;

/** Yields the changes of one signed JSON credential, given another of the same issuer. */
export function* jsonMutations(json: string, { other, every }: { other: string; every: number }): Generator<Mutation> {
  const form = 'json';
  yield* byteFlips(form, Buffer.from(json), every);
  const [document, stranger] = [JSON.parse(json), JSON.parse(other)];
  const paths: Array<Path> = [];
  (function walk(value: unknown, path: Path): void {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value))
      walk((value as Record<string, unknown>)[key], [...path, Array.isArray(value) ? Number(key) : key]);
  })(document, []);
  const values = [null, '', 0, true, [], {}, 'https://evil.example/'];
  for (const [index, path] of paths.entries()) {
    if (index % Math.ceil(every / 4) !== 0) continue;
    const at = path.join('.');
    yield { form, title: `${at} removed`, input: changed(document, path, (holder, key) => remove(holder, key)) };
    const value = values[index % values.length];
    yield { form, title: `${at} replaced`, input: changed(document, path, (holder, key) => (holder[key] = value)) };
    yield {
      form,
      title: `${at} altered`,
      input: changed(document, path, (holder, key) => {
        const old = holder[key];
        holder[key] = typeof old === 'string' ? `${old}x` : Array.isArray(old) ? [...old, 'x'] : { ...old, extra: 'x' };
      }),
    };
    const elsewhere = path.reduce((inner: any, key) => inner?.[key], stranger);
    if (
      elsewhere !== undefined &&
      JSON.stringify(elsewhere) !== JSON.stringify(path.reduce((inner: any, key) => inner[key], document))
    )
      yield {
        form,
        title: `${at} of somebody else`,
        input: changed(document, path, (holder, key) => (holder[key] = elsewhere)),
      };
    const last = path.at(-1) as string;
    if (typeof last === 'string') {
      const written = `"${last}":`;
      yield { form, title: `${at} twice`, input: json.replace(written, `${written}"Eve",${written}`) };
      yield {
        form,
        title: `${at} twice, escaped`,
        input: json.replace(written, `"\\u${hex4(last)}${last.slice(1)}":"Eve",${written}`),
      };
    }
  }
  yield { form, title: 're-spaced', input: JSON.stringify(document, null, 2) };
  yield { form, title: 're-ordered', input: JSON.stringify(Object.fromEntries(Object.entries(document).reverse())) };
  yield {
    form,
    title: 'a context of one’s own',
    input: JSON.stringify({ ...document, '@context': [...document['@context'], { name: 'https://evil.example/' }] }),
  };
  yield {
    form,
    title: 'a second, bogus proof',
    input: JSON.stringify({ ...document, proof: [...document.proof, { ...document.proof[0], proofValue: 'z1' }] }),
  };
  yield { form, title: 'the proof of another document', input: JSON.stringify({ ...document, proof: stranger.proof }) };
  yield {
    form,
    title: 'another document under this proof',
    input: JSON.stringify({ ...stranger, proof: document.proof }),
  };
  const { proof: _proof, ...bare } = document;
  yield { form, title: 'no proof', input: JSON.stringify(bare) };
  yield {
    form,
    title: 'a proof for another purpose',
    input: JSON.stringify({ ...bare, proof: [{ ...document.proof[0], proofPurpose: 'authentication' }] }),
  };
}

function changed(document: unknown, path: Path, change: (holder: any, key: string | number) => void): string {
  const copy = structuredClone(document);
  change(
    path.slice(0, -1).reduce((inner: any, key) => inner[key], copy),
    path.at(-1) as string,
  );
  return JSON.stringify(copy);
}

function remove(holder: any, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function hex4(text: string): string {
  return text.charCodeAt(0).toString(16).padStart(4, '0');
}
