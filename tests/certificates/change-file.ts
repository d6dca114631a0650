// Changes of the files that carry a credential: PNG chunks, SVG elements, a PDF's attachments and seal.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { bakePng } from '../../certificates/bake-png';
import { bakeSvg } from '../../certificates/bake-svg';
import { readChunks, writeChunks } from '../../certificates/png-chunks';
import { byteFlips, type Mutation } from './mutation';

/** Yields the changes of a baked PNG; `picture` is it before baking. */
export function* pngMutations(
  picture: Uint8Array,
  baked: Uint8Array,
  jwt: string,
  other: string,
  every: number,
): Generator<Mutation> {
  const form = 'png';
  yield* byteFlips(form, baked, Math.max(1, every >> 2));
  const chunks = readChunks(baked) ?? [];
  const text = chunks.findIndex(({ type }) => type === 'iTXt');
  const data = Buffer.from(chunks[text]?.data ?? []);
  for (let at = 0; at < data.length; at += every) {
    const flipped = Buffer.from(data);
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 7));
    yield {
      form,
      title: `byte ${at} of the chunk, checksum right`,
      input: writeChunks(chunks.with(text, { type: 'iTXt', data: flipped })),
    };
  }
  const extra = (readChunks(bakePng(picture, other)) ?? [])[1]!;
  yield { form, title: 'two credentials', input: writeChunks(chunks.toSpliced(1, 0, extra)) };
  yield { form, title: 'the same credential twice', input: writeChunks(chunks.toSpliced(1, 0, chunks[text]!)) };
  yield { form, title: 'no credential', input: picture };
  yield { form, title: 'cut off', input: baked.subarray(0, baked.length - 8) };
  yield { form, title: 'bytes behind the end', input: Buffer.concat([baked, Buffer.from('x')]) };
  const keyword = Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1');
  yield {
    form,
    title: 'a bomb',
    input: writeChunks(
      chunks.with(text, { type: 'iTXt', data: Buffer.concat([keyword, deflateSync(Buffer.alloc(50_000_000))]) }),
    ),
  };
  yield {
    form,
    title: 'a compressed forgery',
    input: writeChunks(
      chunks.with(text, { type: 'iTXt', data: Buffer.concat([keyword, deflateSync(jwt.replace(/.$/, '!'))]) }),
    ),
  };
}

/** The same of a baked SVG. */
export function* svgMutations(
  drawing: string,
  baked: string,
  json: string,
  other: string,
  every: number,
): Generator<Mutation> {
  const form = 'svg';
  yield* byteFlips(form, Buffer.from(baked), every);
  const element = /<openbadges:credential[\s\S]*<\/openbadges:credential>/.exec(baked)?.[0] ?? '';
  const second = /<openbadges:credential[\s\S]*<\/openbadges:credential>/.exec(bakeSvg(drawing, other))?.[0] ?? '';
  for (const [title, input] of Object.entries({
    'two credentials': baked.replace(element, element + second),
    'a second one, further in': baked.replace('<path', `<g>${second}</g><path`),
    'a second one under another prefix': baked.replace(
      '<path',
      `<x:credential xmlns:x="https://purl.imsglobal.org/ob/v3p0" verify="${other}"/><path`,
    ),
    'attribute and content': baked.replace('<openbadges:credential>', `<openbadges:credential verify="${other}">`),
    'an element inside': baked.replace('<openbadges:credential>', '<openbadges:credential><b/>'),
    'hidden in a comment': baked.replace(element, `<!--${element}-->`),
    'another namespace': baked.replace('ims' + 'global.org/ob/v3p0', 'imsglobal.org/ob/v9'),
    'a doctype with entities': `<!DOCTYPE svg [<!ENTITY a "b">]>${baked}`,
    'an entity bomb': `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>`,
    'nested too deep': '<g>'.repeat(2_000) + json,
    'cut off': baked.slice(0, -3),
    'no credential': drawing,
    'name changed': baked.replace('Ana Pérez', 'Eve Pérez'),
  }))
    if (input !== baked) yield { form, title, input };
}

/** Yields what somebody might do to a sealed PDF on purpose. */
export function* pdfTricks(
  pdf: Buffer,
  { jwt, otherJwt, every }: { jwt: string; otherJwt: string; every: number },
): Generator<Mutation> {
  const form = 'pdf';
  const attachment = (text: string) =>
    Buffer.concat([
      Buffer.from(
        `\n900 0 obj\n<<\n/Type /EmbeddedFile\n/Length ${text.length}\n>>\nstream\n${text}\nendstream\nendobj\n`,
      ),
      Buffer.from('trailer\n<< /Prev 1 >>\nstartxref\n1\n%%EOF\n'),
    ]);
  yield { form, title: 'a byte appended', input: Buffer.concat([pdf, Buffer.from('\n')]) };
  yield { form, title: 'an update appended', input: Buffer.concat([pdf, attachment(otherJwt)]) };
  yield { form, title: 'the same credential appended', input: Buffer.concat([pdf, attachment(jwt)]) };
  yield { form, title: 'cut off', input: pdf.subarray(0, pdf.length - 1) };
  yield { form, title: 'something before the head', input: Buffer.concat([Buffer.from('\n'), pdf]) };
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1'))!;
  const [start, end] = [Number(range[1]), Number(range[2])];
  for (let at = start; at < start + 1_700; at += Math.ceil(every / 7)) {
    const input = Buffer.from(pdf);
    input[at] = input[at] === 0x30 ? 0x31 : 0x30;
    yield { form, title: `digit ${at - start} of the signature`, input };
  }
  for (let at = start + 1; at < start + 1_500; at += every) {
    const input = Buffer.from(pdf);
    input[at] = (input[at] as number) ^ 0x20;
    yield { form, title: `digit ${at - start} of the signature in capitals`, input };
  }
  const widen = (text: string) => {
    const input = Buffer.from(pdf);
    input.write(text.padEnd(range[0].length), range.index, 'latin1');
    return input;
  };
  yield {
    form,
    title: 'a range that leaves out the end',
    input: widen(`/ByteRange [0 ${start} ${end} ${pdf.length - end - 10}]`),
  };
  yield {
    form,
    title: 'a range that leaves out more',
    input: widen(`/ByteRange [0 ${start} ${end + 40} ${pdf.length - end - 40}]`),
  };
  yield { form, title: 'a range beyond the end', input: widen(`/ByteRange [0 ${start} ${end} ${pdf.length}]`) };
  yield { form, title: 'no range', input: widen('/ByteRange []') };
  yield {
    form,
    title: 'the seal blanked',
    input: Buffer.concat([pdf.subarray(0, start + 1), Buffer.alloc(end - start - 2, 0x30), pdf.subarray(end - 1)]),
  };
  yield {
    form,
    title: 'the seal by another name',
    input: Buffer.from(pdf.toString('latin1').replace('/ByteRange', '/BiteRange'), 'latin1'),
  };
  yield { form, title: 'encrypted', input: Buffer.concat([pdf, Buffer.from('trailer << /Encrypt 9 0 R >>')]) };
  const digest = createHash('sha256').update(pdf).digest('hex');
  yield { form, title: 'a comment with a digest', input: Buffer.concat([pdf, Buffer.from(`%${digest}`)]) };
}
