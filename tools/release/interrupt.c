#include "release/interrupt.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SIGNALS = 3, LONGEST = 8192 };

static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before[SIGNALS];
static bool installed;
static char guarded[LONGEST];
static volatile sig_atomic_t deferred, noted;

static void handle(int number)
{
    if (deferred) {
        noted = number;
        return;
    }
    (void)unlink(guarded);
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void install(void)
{
    struct sigaction action;

    if (installed)
        return;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    (void)sigemptyset(&action.sa_mask);
    for (int i = 0; i < SIGNALS; i++) {
        (void)sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            (void)sigaction(signals[i], &action, NULL);
    }
    installed = true;
}

void dt_interrupt_guard(const char *path)
{
    if ((size_t)snprintf(guarded, sizeof guarded, "%s", path) >= sizeof guarded)
        guarded[0] = '\0'; /* never the wrong file */
    deferred = 0;
    install();
}

void dt_interrupt_defer(void)
{
    deferred = 1;
    install();
}

bool dt_interrupt_noted(void)
{
    return noted != 0;
}

void dt_interrupt_end(void)
{
    int number = noted;

    if (!installed)
        return;
    for (int i = 0; i < SIGNALS; i++)
        (void)sigaction(signals[i], &before[i], NULL);
    installed = false;
    guarded[0] = '\0';
    deferred = noted = 0;
    if (number)
        (void)raise(number);
}
