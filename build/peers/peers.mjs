// Agents that are not ours, one for each protocol that has a library in the registry. They listen on free ports of this machine, print
// their addresses as one line of JSON, and end with their input.
import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import express from "express";
import { EventEncoder } from "@ag-ui/encoder";
import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { TaskState, Role } from "@a2a-js/sdk";
import { DefaultRequestHandler, InMemoryTaskStore, AgentEvent } from "@a2a-js/sdk/server";
import { jsonRpcHandler, UserBuilder } from "@a2a-js/sdk/server/express";
import { ActivityHandler, CloudAdapter, MessageFactory } from "@microsoft/agents-hosting";

const require = createRequire(import.meta.url);
console.log = console.error;

function listen(app) {
  return new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

// @dwmkerr/mock-llm: Chat Completions, and A2A 0.3.
async function mockLlm() {
  const { createServer } = require("@dwmkerr/mock-llm/dist/server.js");
  const content = (message, finish) =>
    JSON.stringify({ id: "chatcmpl-1", object: "chat.completion", model: "desk", choices: [{ index: 0, message, finish_reason: finish }] });
  const rule = (match, body) => ({ path: "/v1/chat/completions", method: "POST", match, response: { status: 200, content: body } });
  const rules = [
    rule("@", content({ role: "assistant", content: "You said: {{jmes request body.messages[-1].content}}" }, "stop")),
    rule(
      "contains(body.messages[-1].content, 'book')",
      content(
        {
          role: "assistant",
          content: "Booked.",
          tool_calls: [{ id: "c1", type: "function", function: { name: "book_slot", arguments: '{"day":"Friday"}' } }],
        },
        "stop",
      ),
    ),
    {
      path: "/v1/chat/completions",
      method: "POST",
      match: "contains(body.messages[-1].content, 'fail')",
      response: { status: 401, content: JSON.stringify({ error: { message: "Incorrect API key provided", type: "invalid_request_error" } }) },
    },
  ];
  return listen(createServer({ rules, streaming: { chunkSize: 5, chunkIntervalMs: 1 } }, "127.0.0.1", 0));
}

// @ag-ui/core reads what is asked, @ag-ui/encoder writes what is answered.
function agUi() {
  const app = express();
  app.use(express.json());
  app.post("/agent", (request, response) => {
    const input = RunAgentInputSchema.safeParse(request.body);
    if (!input.success) {
      response.status(422).json({ error: input.error.issues });
      return;
    }
    const { threadId, runId, messages } = input.data;
    const encoder = new EventEncoder({ accept: request.headers.accept });
    response.setHeader("Content-Type", encoder.getContentType());
    const say = (event) => response.write(encoder.encodeSSE(event));
    const [first, call, second] = [randomUUID(), randomUUID(), randomUUID()];
    say({ type: "RUN_STARTED", threadId, runId });
    say({ type: "TEXT_MESSAGE_START", messageId: first, role: "assistant" });
    say({ type: "TEXT_MESSAGE_CONTENT", messageId: first, delta: "One " });
    say({ type: "TEXT_MESSAGE_CONTENT", messageId: first, delta: "moment." });
    say({ type: "TEXT_MESSAGE_END", messageId: first });
    say({ type: "TOOL_CALL_START", toolCallId: call, toolCallName: "book_slot", parentMessageId: first });
    say({ type: "TOOL_CALL_ARGS", toolCallId: call, delta: '{"day":' });
    say({ type: "TOOL_CALL_ARGS", toolCallId: call, delta: '"Friday"}' });
    say({ type: "TOOL_CALL_END", toolCallId: call });
    say({ type: "TOOL_CALL_RESULT", messageId: randomUUID(), toolCallId: call, content: '{"ok":true}', role: "tool" });
    say({ type: "TEXT_MESSAGE_START", messageId: second, role: "assistant" });
    say({ type: "TEXT_MESSAGE_CONTENT", messageId: second, delta: `Booked, turn ${messages.filter((one) => one.role === "user").length}.` });
    say({ type: "TEXT_MESSAGE_END", messageId: second });
    say({ type: "RUN_FINISHED", threadId, runId });
    response.end();
  });
  return listen(app);
}

// @a2a-js/sdk, version 1.0 of the protocol, and 0.3 where it is asked for.
function a2a(legacyCompat) {
  const executor = {
    async execute(context, bus) {
      const words = context.userMessage.parts.map((part) => part.content?.value ?? "").join("");
      const { taskId, contextId } = context;
      const message = (text) => ({
        messageId: randomUUID(),
        role: Role.ROLE_AGENT,
        taskId,
        contextId,
        parts: [{ content: { $case: "text", value: text }, mediaType: "text/plain", filename: "", metadata: undefined }],
        extensions: [],
        metadata: {},
        referenceTaskIds: [],
      });
      const status = (state, text) => ({ state, message: message(text), timestamp: new Date().toISOString() });
      if (!words.includes("book") && !context.task) {
        bus.publish(AgentEvent.message({ ...message(`You said: ${words}`), taskId: "" }));
      } else if (!context.task) {
        bus.publish(
          AgentEvent.task({
            id: taskId,
            contextId,
            status: status(TaskState.TASK_STATE_INPUT_REQUIRED, "Which day?"),
            history: [context.userMessage],
            artifacts: [],
            metadata: {},
          }),
        );
      } else {
        bus.publish(
          AgentEvent.statusUpdate({ taskId, contextId, status: status(TaskState.TASK_STATE_COMPLETED, `Booked for ${words}.`), metadata: {} }),
        );
      }
      bus.finished();
    },
    async cancelTask() {},
  };
  const card = {
    name: "Desk",
    description: "A desk.",
    version: "1",
    supportedInterfaces: (legacyCompat ? ["1.0", "0.3"] : ["1.0"]).map((protocolVersion) => ({
      url: "http://127.0.0.1/a2a",
      protocolBinding: "JSONRPC",
      protocolVersion,
      tenant: "",
    })),
    capabilities: { streaming: false, pushNotifications: false, extensions: [] },
    defaultInputModes: ["text/plain"],
    defaultOutputModes: ["text/plain"],
    skills: [],
    securitySchemes: {},
    securityRequirements: [],
    signatures: [],
  };
  const app = express();
  app.use(
    "/a2a",
    jsonRpcHandler({
      requestHandler: new DefaultRequestHandler(card, new InMemoryTaskStore(), executor),
      userBuilder: UserBuilder.noAuthentication,
      legacyCompat: { enabled: legacyCompat },
    }),
  );
  return listen(app);
}

// The Microsoft 365 Agents SDK: activities in, several activities out, cards, and an end of the conversation.
function activity() {
  const adapter = new CloudAdapter();
  const bot = new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      for (const member of context.activity.membersAdded) {
        if (member.id !== context.activity.recipient.id) {
          await context.sendActivity(`Hello, ${member.name}.`);
        }
      }
      await next();
    })
    .onMessage(async (context, next) => {
      const { text, conversation } = context.activity;
      if (text.includes("fail")) {
        throw new Error("The agent is out of order.");
      }
      if (text.includes("card")) {
        await context.sendActivity(
          MessageFactory.attachment({ contentType: "application/vnd.microsoft.card.hero", content: { title: "Friday", text: "10 AM is free." } }),
        );
      } else if (text.includes("Bye")) {
        await context.sendActivity({ type: "endOfConversation", text: "Goodbye.", code: "completedSuccessfully" });
      } else {
        await context.sendActivity({ type: "typing" });
        await context.sendActivity(`You said: ${text}`);
        await context.sendActivity(`In ${conversation.id}.`);
      }
      await next();
    });
  const app = express();
  app.use(express.json());
  app.post("/api/messages", (request, response) => adapter.process(request, response, (context) => bot.run(context)));
  return listen(app);
}

// express with its readers of bodies: an interface of its own for JSON, a form, a text and a query.
function http() {
  const app = express();
  app.use(express.json(), express.urlencoded({ extended: false }), express.text());
  const answer = (said, conversation) => ({ reply: { parts: [{ text: `You said: ${said}` }, { text: `in ${conversation}` }] }, over: said === "Bye" });
  app.post("/json", (request, response) => response.json(answer(request.body.said, request.body.about.conversation)));
  app.post("/form", (request, response) => response.json(answer(request.body.said, request.body.conversation)));
  app.post("/text/:conversation", (request, response) => response.type("text").send(`You said: ${request.body} in ${request.params.conversation}`));
  app.get("/query", (request, response) => response.json(answer(request.query.said, request.query.conversation)));
  return listen(app);
}

const [llm, agui, current, both, bot, web] = await Promise.all([mockLlm(), agUi(), a2a(false), a2a(true), activity(), http()]);
process.stdout.write(
  JSON.stringify({
    "openai-chat": `${llm}/v1/chat/completions`,
    "ag-ui": `${agui}/agent`,
    "a2a": `${current}/a2a`,
    "a2a-both": `${both}/a2a`,
    "activity": `${bot}/api/messages`,
    "http": web,
    "a2a-0.3": `${llm}/a2a/agents/echo-agent/`,
  }) + "\n",
);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
