/** A whole IndexedDB database, as plain values: what it takes to lay it down again, whatever code made it. */
export interface DatabaseDump {
  readonly version: number;
  readonly stores: readonly StoreDump[];
}

interface StoreDump {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly IndexDump[];
  readonly records: readonly RecordDump[];
}

interface IndexDump {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

/** `key` is absent where the value holds it. */
interface RecordDump {
  readonly key?: IDBValidKey;
  readonly value: unknown;
}

/** Everything in a database that is there. @throws DOMException of IndexedDB */
export async function dumpDatabase(name: string): Promise<DatabaseDump> {
  const database = await answer(indexedDB.open(name));
  try {
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const stores = await Promise.all(names.map((each) => dumpStore(transaction.objectStore(each))));
    return { version: database.version, stores };
  } finally {
    database.close();
  }
}

async function dumpStore(store: IDBObjectStore): Promise<StoreDump> {
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer<unknown[]>(store.getAll())]);
  const inLine = store.keyPath !== null;
  return {
    name: store.name,
    keyPath: store.keyPath,
    autoIncrement: store.autoIncrement,
    indexes: [...store.indexNames].map((each) => {
      const { name, keyPath, unique, multiEntry } = store.index(each);
      return { name, keyPath, unique, multiEntry };
    }),
    records: values.map((value, row) => {
      const key = keys[row];
      return inLine || key === undefined ? { value } : { key, value };
    }),
  };
}

/** Lays a database down as it was, under a name that nothing has. @throws DOMException of IndexedDB */
export async function layDownDatabase(name: string, { version, stores }: DatabaseDump): Promise<void> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
      const store = opening.result.createObjectStore(storeName, { keyPath, autoIncrement });
      for (const index of indexes) store.createIndex(index.name, index.keyPath, index);
    }
  };
  const database = await answer(opening);
  try {
    const transaction = database.transaction(
      stores.map((store) => store.name),
      'readwrite',
    );
    for (const store of stores)
      for (const { key, value } of store.records) transaction.objectStore(store.name).put(value, key);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
