// A command of ours as a child process, and files for it in a folder that goes away with the tests.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** For one test file: `script` is the command, from the root of the project. */
export function commandUnderTest(script: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${path.basename(script, '.ts')}-`));
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string): string {
    const full = path.join(folder, name);
    writeFileSync(full, text);
    return full;
  }

  function start(...args: Array<string>): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, ['--import', 'tsx', script, ...args]);
  }

  /** Everything at once: what goes in, and what came out when it ended. */
  async function run(input: string, ...args: Array<string>) {
    const child = start(...args);
    let out = '';
    let error = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (error += data));
    // A command that has refused its files no longer listens.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = await new Promise<number | null>((done) => child.on('close', done));
    return { code, lines: out.trimEnd().split('\n'), error: error.trimEnd() };
  }

  return { folder, file, start, run };
}
