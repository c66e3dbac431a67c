/* Stands in for `aws`: appends its arguments to the file that RECORD names, a line a run, `-` and hex each; answers
   what ANSWER holds. */
#ifdef _WIN32
#include <windows.h>
#include <shellapi.h>
#include <wchar.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void answer(void) {
    const char *text = getenv("ANSWER");
    if (text) puts(text);
}

static void put(FILE *file, const char *text) {
    fputc('-', file);
    for (; *text; text++) fprintf(file, "%02x", (unsigned char)*text);
    fputc(' ', file);
}

#ifdef _WIN32
int _dowildcard = 0;

static void put_wide(FILE *file, const wchar_t *wide) {
    int size = WideCharToMultiByte(CP_UTF8, 0, wide, -1, 0, 0, 0, 0);
    char *text = malloc(size);
    WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, size, 0, 0);
    put(file, text);
    free(text);
}

/* Two ways to split a command line are in use; an argument that they disagree on is recorded twice. */
int wmain(int argc, wchar_t **argv) {
    int count = 0;
    wchar_t **split = CommandLineToArgvW(GetCommandLineW(), &count);
    FILE *file = _wfopen(_wgetenv(L"RECORD"), L"ab");
    if (!file) return 3;
    for (int i = 1; i < argc || i < count; i++) {
        if (i < argc) put_wide(file, argv[i]);
        if (i >= argc || i >= count || wcscmp(argv[i], split[i])) put(file, "SPLIT DIFFERENTLY");
    }
    fputc('\n', file);
    answer();
    return fclose(file) ? 3 : 0;
}
#else
int main(int argc, char **argv) {
    FILE *file = fopen(getenv("RECORD"), "a");
    if (!file) return 3;
    for (int i = 1; i < argc; i++) put(file, argv[i]);
    fputc('\n', file);
    answer();
    return fclose(file) ? 3 : 0;
}
#endif
