/* Holds a file open as another program does, for `try`: hold FILE nobody|readers SECONDS. Meanwhile nobody else can open it, or others can only read it. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    HANDLE file;
    DWORD sharing;

    if (count != 4)
        return 2;
    sharing = wcscmp(words[2], L"readers") == 0 ? FILE_SHARE_READ : 0;
    file = CreateFileW(words[1], GENERIC_READ, sharing, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        fprintf(stderr, "hold: error %lu\n", GetLastError());
        return 1;
    }
    puts("held");
    fflush(stdout);
    Sleep(1000 * _wtoi(words[3]));
    CloseHandle(file);
    return 0;
}
