// Where nobody is signed in any more, no page of the log stays: not in this browser's copies, not in another tab.

const NAME = "left";

/** Delete the copies of pages. What waits to be sent stays, and so do our own files. */
export async function forgetPages() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (name.startsWith("pages-")) await caches.delete(name);
}

/** Tell the other tabs. */
export function tellTabs() {
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel(NAME);
  channel.postMessage("left");
  channel.close();
}

/** A page of the log makes room for the first page, which leads on to wherever its reader may be. */
export function makeRoom() {
  if ("BroadcastChannel" in window) new BroadcastChannel(NAME).onmessage = () => location.replace("/");
}
