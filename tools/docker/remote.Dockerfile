# One image per frontend. It serves nothing: when it runs, it puts its build into the portals folder that the gateway serves
# and flips its entry in the registry. Running an older image again is a way back.
FROM node:24.21.0-bookworm-slim AS build
ARG NAME
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npx nx run ${NAME}-portal:build

FROM node:24.21.0-bookworm-slim
ARG NAME
ENV NAME=${NAME}
WORKDIR /app
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/node_modules/zod /app/node_modules/zod
COPY --from=build /app/tools/package.json /app/tools/publish-remote.ts /app/tools/
COPY --from=build /app/tools/platform /app/tools/platform
COPY --from=build /app/frontends/${NAME}/dist /app/frontends/${NAME}/dist
USER node
CMD ["sh", "-c", "exec node tools/publish-remote.ts \"$NAME\" --skip-build --portals-dir /portals"]
