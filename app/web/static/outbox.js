// What was saved on this phone and is not yet known to be with the server: one record an entry, in its order.
//
// A record: seq, log, id, what (start, stop, past, edit), method, path, body, ifMatch, label, at, tried,
// state (waiting, refused, conflict), sentence, answer.

import { now } from "./clock.js";
import { log } from "./words.js";

const NAME = "outbox";
const channel = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
const watchers = [];
let opened = null;
let isOver = false;

/** Call `watcher` after each change, whichever tab made it. */
export function watch(watcher) {
  watchers.push(watcher);
}
channel?.addEventListener("message", () => watchers.forEach((watcher) => watcher()));

function database() {
  if (isOver) return Promise.reject(new Error("nothing is kept here any more"));
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("pagerate", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(NAME, { keyPath: "seq", autoIncrement: true });
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const closed = () => { opened = null; };
      asked.result.onclose = closed;
      asked.result.onversionchange = () => { asked.result.close(); closed(); };
      resolve(asked.result);
    };
  });
  opened.catch(() => { opened = null; });
  return opened;
}

/** Read all records and change them in one transaction, which is on the disk when this resolves. */
async function change(work) {
  const transaction = (await database()).transaction(NAME, "readwrite", { durability: "strict" });
  const store = transaction.objectStore(NAME);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    const read = store.getAll();
    read.onsuccess = () => {
      work(store, read.result);
      transaction.commit();
    };
  });
  try {
    watchers.forEach((watcher) => watcher());
    channel?.postMessage("");
  } catch { /* it is on the disk: whoever failed to look at it must not make the form send it a second time */ }
}

/** Every record, the oldest first. */
export async function all() {
  const store = (await database()).transaction(NAME).objectStore(NAME);
  return new Promise((resolve, reject) => {
    const read = store.getAll();
    read.onsuccess = () => resolve(read.result);
    read.onerror = () => reject(read.error);
  });
}

/** Those of the log that is signed in. */
export const own = async () => (await all()).filter((one) => one.log === log);

/** Keep a record. What it makes needless goes in the same transaction. */
export function add(record) {
  const kept = { at: now(), tried: false, state: "waiting", ifMatch: null, ...record };
  return change((store, earlier) => {
    for (const old of earlier.filter((one) => one.log === kept.log && one.id === kept.id)) {
      if (old.method === "DELETE") { // settled: what is said now is said of the version that was chosen
        kept.ifMatch = old.base;
        continue;
      }
      const isStart = /timers/.test(old.path) && /entries/.test(kept.path);
      // What was sent may have arrived: only what never left, or was refused, is put in its place.
      if (isStart || !old.tried || old.state === "refused") {
        store.delete(old.seq);
        if (!isStart && !old.tried) kept.ifMatch = old.ifMatch;
        if (record.what === "edit") kept.body = { ...old.body, ...kept.body };
        if (old.what === "past" || old.what === "stop") kept.what = old.what;
      } else {
        // If nothing comes of that one, this is a change of what its page said.
        Object.assign(kept, { ifMatch: "prior", seen: record.ifMatch ?? null });
      }
    }
    store.add(kept);
  });
}

/** Change one record, if it is still there; later ones of its entry build on `revision`, where one is given. */
export function amend(seq, values, revision = null) {
  return change((store, rows) => {
    const found = rows.find((one) => one.seq === seq);
    if (found) store.put({ ...found, ...values });
    if (found && revision) rebase(store, rows, found, revision);
  });
}

/** Later records of the same entry that waited for a revision have one. */
function rebase(store, rows, { seq, id, log: owner }, revision) {
  for (const later of rows) {
    if (later.id === id && later.log === owner && later.seq > seq && later.ifMatch === "prior") {
      store.put({ ...later, ifMatch: revision || later.seen });
    }
  }
}

/** Let go of a record; a later one of the same entry builds on the revision that this one made. */
export function remove(seq, revision = null) {
  return change((store, rows) => {
    const done = rows.find((one) => one.seq === seq);
    if (!done) return;
    store.delete(seq);
    rebase(store, rows, done, revision);
  });
}

/** Delete it with all that is in it; this page does not make it again. */
export function destroy() {
  isOver = true;
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase("pagerate");
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
}

/** A file of these records, which the queue page can read again. */
export function saveFile(rows) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ unsent: rows }, null, 1)], { type: "application/json" }));
  link.download = "unsent.json";
  link.click();
}
