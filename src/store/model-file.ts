import type { ModelRecord } from '../domain/model-record.ts';
import { checkedModel } from './checked-model.ts';
import { sha256Hex } from './sha256.ts';

const FORMAT = 'davylamp-model';
const VERSION = 1;
/** Larger files are no models of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A file that holds no model, or not the one that was written. Its message is a plain sentence. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
}

export interface ModelFile {
  readonly model: ModelRecord;
  /** UTF-8 JSON. */
  readonly weights: Uint8Array;
}

/** A model as a file: UTF-8 JSON that says what it is; figures that are not known are null. */
export function packModelFile(model: ModelRecord, weights: Uint8Array): Uint8Array {
  const file = {
    format: FORMAT,
    version: VERSION,
    about: 'A forecasting model of Davylamp. It is of use to Davylamp alone, and has to win a contest there.',
    model,
    modelSha256: recordSha256(model),
    weights: new TextDecoder().decode(weights),
  };
  return new TextEncoder().encode(`${JSON.stringify(file, undefined, 1)}\n`);
}

/**
 * Reads a file that {@link packModelFile} wrote.
 * @throws ModelFileError where it is none, of a newer version, or its weights are not those that it names
 */
export function unpackModelFile(file: Uint8Array): ModelFile {
  if (file.length > MOST_BYTES) throw new ModelFileError('The file is too large for a model.');
  const read = jsonOf(file);
  if (read.format !== FORMAT) throw new ModelFileError('The file holds no model of Davylamp.');
  if (read.version !== VERSION)
    throw new ModelFileError('The file was written by a newer version of Davylamp.');
  const model = checkedModel(read.model);
  if (!model || typeof read.weights !== 'string')
    throw new ModelFileError('The file does not say what its model is.');
  if (recordSha256(read.model) !== read.modelSha256)
    throw new ModelFileError('The file is damaged: what it says of its model is not what was written.');
  const weights = new TextEncoder().encode(read.weights);
  if (sha256Hex(weights) !== model.sha256)
    throw new ModelFileError('The file is damaged: its weights are not those that it names.');
  return { model, weights };
}

/** Of what is said of a model, as it stands in a file. */
function recordSha256(model: unknown): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(model)));
}

function jsonOf(file: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file));
    return Object(read);
  } catch (cause) {
    throw new ModelFileError('The file is no model: it cannot be read as JSON.', { cause });
  }
}
