#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "cmd/cmd.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { MOST_WORDS = 64 };

static size_t commands(void)
{
    size_t n = 0;

    while (dt_cmd_table[n])
        n++;
    return n;
}

/* The first byte chooses the command; the rest is its words, one a line. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_command *command;
    char *words[MOST_WORDS + 1];
    char *text;
    struct dt_args args;
    struct dt_err err;
    int count = 0;

    if (size == 0)
        return 0;
    command = dt_cmd_table[data[0] % commands()];
    text = malloc(size);
    if (!text)
        abort();
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    for (char *at = text; at && count < MOST_WORDS;) {
        char *end = strchr(at, '\n');

        if (end)
            *end++ = '\0';
        words[count++] = at;
        at = end;
    }
    words[count] = NULL;
    if (dt_args_parse(&args, command, count, words, &err) == DT_OK &&
        !args.help) {
        if (args.count < command->least ||
            (command->most >= 0 && args.count > command->most) ||
            args.jobs < 1 || args.jobs > 256)
            abort();
        for (int i = 0; i < args.count; i++)
            if (!args.words[i])
                abort();
    } else if (!args.help && strchr(err.msg, '\n')) {
        abort();
    }
    free(text);
    return 0;
}
