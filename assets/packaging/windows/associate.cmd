@echo off
rem Opens .ron files with the Firedrill of this folder on a double click, for the person who runs this. /remove takes that back.
setlocal
set "CLASSES=HKCU\Software\Classes"
if /i "%~1"=="/remove" goto remove
if not "%~1"=="" goto usage
reg add "%CLASSES%\Firedrill.Scenario" /ve /d "Firedrill scenario" /f >nul || goto failed
reg add "%CLASSES%\Firedrill.Scenario\DefaultIcon" /ve /d "\"%~dp0firedrill.exe\",0" /f >nul || goto failed
reg add "%CLASSES%\Firedrill.Scenario\shell\open\command" /ve /d "\"%~dp0firedrill.exe\" \"%%1\"" /f >nul || goto failed
reg add "%CLASSES%\.ron\OpenWithProgids" /v Firedrill.Scenario /t REG_SZ /d "" /f >nul || goto failed
rem Another program may have .ron files already. Then Firedrill is only offered in "Open with".
set "DATA="
for /f "delims=" %%l in ('reg query "%CLASSES%\.ron" /ve 2^>nul ^| find "REG_SZ"') do set "DATA=%%l"
if defined DATA set "DATA=%DATA:*REG_SZ    =%"
rem What is not set is shown as a remark in brackets, in the language of Windows.
if not defined DATA set "DATA=("
if "%DATA:~0,1%"=="(" reg add "%CLASSES%\.ron" /ve /d Firedrill.Scenario /f >nul || goto failed
echo .ron files are opened with "%~dp0firedrill.exe". If Windows asks which program to use, choose Firedrill.
exit /b 0

:remove
reg query "%CLASSES%\.ron" /ve 2>nul | find "Firedrill.Scenario" >nul && reg delete "%CLASSES%\.ron" /ve /f >nul
reg delete "%CLASSES%\.ron\OpenWithProgids" /v Firedrill.Scenario /f >nul 2>nul
reg delete "%CLASSES%\Firedrill.Scenario" /f >nul 2>nul
echo .ron files are no longer opened with Firedrill.
exit /b 0

:usage
echo usage: associate.cmd [/remove] 1>&2
exit /b 2

:failed
echo The registry could not be changed. Ask whoever looks after this computer, or use "Open with" in the menu of a file. 1>&2
exit /b 1
