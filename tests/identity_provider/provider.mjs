// An identity provider, and beside it a port on which tests say what its tokens hold.
import http from "node:http";
import { OAuth2Server } from "oauth2-mock-server";

const server = new OAuth2Server();
let { kid } = await server.issuer.keys.generate("RS256");
let said = { payload: {} };
await server.start(0, "localhost");
server.service.on("beforeTokenSigning", (token) => Object.assign(token.payload, said.payload));
server.service.on("beforeResponse", (response) => Object.assign(response.body, said.body ?? {}));

async function answered(asked) {
  if (asked.rotate) kid = (await server.issuer.keys.generate(asked.rotate)).kid;
  if ("payload" in asked || "body" in asked) said = { payload: {}, ...asked };
  if (!asked.token) return { kid };
  const says = (_, payload) => Object.assign(payload, asked.token);
  return { token: await server.issuer.buildToken({ kid, expiresIn: 300, scopesOrTransform: says }) };
}

const told = http.createServer(async (request, response) => {
  let text = "";
  for await (const part of request) text += part;
  try {
    response.end(JSON.stringify(await answered(JSON.parse(text))));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
told.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ issuer: server.issuer.url, told: told.address().port })));
