/* Stands in for `aws` on Windows: has the process that listens on BRIDGE run it, and says what that says. */
#include <winsock2.h>
#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>

static void receive(SOCKET server, char *data, int size) {
    for (int done = 0, got; done < size; done += got) {
        got = recv(server, data + done, size - done, 0);
        if (got <= 0) exit(97);
    }
}

/* A number and as many bytes. */
static void copy(SOCKET server, int handle) {
    unsigned int size;
    receive(server, (char *)&size, sizeof size);
    char *data = malloc(size + 1);
    receive(server, data, (int)size);
    _setmode(handle, _O_BINARY);
    for (unsigned int done = 0; done < size;) done += _write(handle, data + done, size - done);
    free(data);
}

int wmain(int argc, wchar_t **argv) {
    WSADATA data;
    WSAStartup(MAKEWORD(2, 2), &data);
    SOCKET server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(_wtoi(_wgetenv(L"BRIDGE")))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(server, (struct sockaddr *)&address, sizeof address)) return 98;
    unsigned int count = argc - 1;
    send(server, (char *)&count, sizeof count, 0);
    for (int i = 1; i < argc; i++) {
        unsigned int size = WideCharToMultiByte(CP_UTF8, 0, argv[i], -1, 0, 0, 0, 0) - 1;
        char *text = malloc(size + 1);
        WideCharToMultiByte(CP_UTF8, 0, argv[i], -1, text, size + 1, 0, 0);
        send(server, (char *)&size, sizeof size, 0);
        send(server, text, size, 0);
        free(text);
    }
    copy(server, 1);
    copy(server, 2);
    unsigned int status;
    receive(server, (char *)&status, sizeof status);
    return (int)status;
}
