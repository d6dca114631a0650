// Entry of the thread that compiles one lesson from somebody we do not know, and can be ended while it does.
import { parentPort, workerData } from 'node:worker_threads';
import { type CompileOptions, compileLesson } from './compile';

const { source, options } = workerData as { source: string; options: CompileOptions };
parentPort!.postMessage(compileLesson(source, options));
