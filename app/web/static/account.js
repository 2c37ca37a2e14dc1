// Passkeys, copying, printing. Words, codes and lists work without.

for (const sentence of document.querySelectorAll("[data-without-script]")) sentence.hidden = true;

const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const textOf = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function send(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error((answer.status === 422 && said.detail) || "");
  return said;
}

/** What the page asks the device, bytes as bytes; what the device answers, bytes as text. */
async function made(options) {
  options.challenge = bytesOf(options.challenge);
  options.user.id = bytesOf(options.user.id);
  options.excludeCredentials = (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));
  const key = await navigator.credentials.create({ publicKey: options });
  const { clientDataJSON, attestationObject } = key.response;
  return { ...basics(key), response: { clientDataJSON: textOf(clientDataJSON), attestationObject: textOf(attestationObject) } };
}

async function signed(options) {
  options.challenge = bytesOf(options.challenge);
  options.allowCredentials = [];
  const key = await navigator.credentials.get({ publicKey: options });
  const { clientDataJSON, authenticatorData, signature } = key.response;
  return {
    ...basics(key),
    response: { clientDataJSON: textOf(clientDataJSON), authenticatorData: textOf(authenticatorData), signature: textOf(signature) },
  };
}

const basics = (key) => ({ id: key.id, rawId: textOf(key.rawId), type: key.type, clientExtensionResults: {} });

for (const box of document.querySelectorAll("[data-passkey]")) {
  const [button, said] = [box.querySelector("button"), box.querySelector("[data-said]")];
  if (!window.PublicKeyCredential) {
    said.textContent = window.isSecureContext ? box.dataset.impossible : box.dataset.insecure;
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "";
    try {
      const address = box.dataset.passkey;
      const options = await send(`${address}/options`);
      const credential = await (options.user ? made(options) : signed(options));
      const { go } = await send(address, { credential });
      location.assign(box.dataset.to ?? go);
    } catch (error) {
      // A person who thinks better of it, a device without the key, or our own sentence.
      said.textContent = error.name === "Error" && error.message ? error.message : box.dataset.refused;
      button.disabled = false;
    }
  });
}

for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copies);
    document.querySelector("[data-said]").textContent = button.dataset.copied;
    button.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
